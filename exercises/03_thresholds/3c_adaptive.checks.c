/* Checks of 3c: three workloads, and the two bounds after every allocation.
 *
 * Why the bounds are what they are. Let a rule collect when the heap is g times what survived the
 * last time. With all n objects in use the collections visit n, n/g, n/g/g ... objects twice, which
 * is 2 g/(g-1) visits for each allocation: 6 for g = 1.5, 4 for 2, 3 for 3. With L in use and
 * garbage, (g-1) L allocations pay for 2 L visits and (g-1) L more: 5, 3 and 2. So 8 is kind to any
 * g from 4/3, and a room of 3 L to any g up to 3; a tenth is too often and four times too late. A
 * fixed threshold T makes n*n/T visits for n objects: for n = 40,000 it would have to be 4,700 at
 * least, which is too much garbage for a few hundred objects. What is free is for rules that leave
 * a small heap alone. The window lets a rule notice with its next collection that less is in use.
 */
#include "exercises/03_thresholds/3c_adaptive.h"

#include "exercises/03_thresholds/thing.h"
#include "exercises/check.h"

enum { MOST = 40000, BLOCK = 1000, BLOCKS = ADAPTIVE_WINDOW / BLOCK + 1 };

static long allocations;
static int in_use;
static int most_in_use[BLOCKS]; /* in each of the last blocks of allocations */
static bool too_many_visits, too_many_objects;

/* What is in use are pairs in a circle of places, each a cycle: dropped, it is garbage. */
static struct object *pairs[MOST];
static int first, end;

static int lately(void)
{
    int most = in_use;

    for (int i = 0; i < BLOCKS; i++)
        most = most_in_use[i] > most ? most_in_use[i] : most;
    return most;
}

static struct object *allocate(void)
{
    struct object *obj = thing_new(&thing_type);
    int *most = &most_in_use[allocations / BLOCK % BLOCKS];

    if (allocations++ % BLOCK == 0)
        *most = 0;
    in_use++;
    *most = in_use > *most ? in_use : *most;
    too_many_visits |= visits > ADAPTIVE_VISITS * allocations + ADAPTIVE_VISITS_FREE;
    too_many_objects |= things > ADAPTIVE_ROOM * lately() + ADAPTIVE_ROOM_FREE;
    return obj;
}

/* Whether the bounds have held so far: there is no point in going on when they have not. */
static bool well(void)
{
    return !too_many_visits && !too_many_objects;
}

static void make_pair(void)
{
    struct object *one = allocate(), *other = allocate();

    pairs[end++ % MOST] = newref(one);
    thing_cycle(one, other);
}

/* The oldest pair goes out of use, as garbage or by counting. */
static void drop_pair(bool by_counting)
{
    struct object *one = pairs[first++ % MOST];

    if (by_counting)
        thing_clear(one);
    decref(one);
    in_use -= 2;
}

static void drop_down_to(int objects, bool by_counting)
{
    while (in_use > objects && first < end)
        drop_pair(by_counting);
}

static void grow_up_to(int objects)
{
    while (in_use < objects && well())
        make_pair();
}

static void replace(long objects)
{
    for (long i = 0; i < objects && well(); i += 2) {
        make_pair();
        drop_pair(false);
    }
}

static void begin(void)
{
    allocations = visits = in_use = first = end = 0;
    for (int i = 0; i < BLOCKS; i++)
        most_in_use[i] = 0;
    too_many_visits = too_many_objects = false;
    gc_enable();
    gc_collect(GC_OLDEST);
}

static void judge(void)
{
    STEP("... and after %ld allocations: %ld visits, %d objects, %d in use (%d at most lately)",
         allocations, visits, things, in_use, lately());
    EXPECT(check_text("more than %d visits for each allocation and %d", ADAPTIVE_VISITS,
                      ADAPTIVE_VISITS_FREE),
           too_many_visits, false);
    EXPECT(check_text("more than %d objects for each in use and %d", ADAPTIVE_ROOM,
                      ADAPTIVE_ROOM_FREE),
           too_many_objects, false);
    drop_down_to(0, false);
    gc_collect(GC_OLDEST);
}

CHECK(steady, .title = "objects come and go: little garbage, few visits", .points = 3, .seconds = 5,
      .usually = "Garbage has to be collected before there is more than two of it for each object "
                 "in use, and not for every handful; old garbage, too, which a collection of the "
                 "young leaves where it is. And what a collection frees goes through "
                 "gc_count_free(), after the count was set to 0.",
      .see = "03-trade")
{
    for (int round = 0; round < 2; round++) {
        int objects = check_large(check_between(2500, 4000));
        begin();
        STEP("allocate %d objects, then %d times a pair, each time dropping the oldest", objects,
             check_large(30000));
        grow_up_to(objects);
        replace(check_large(60000));
        judge();
    }
}

CHECK(grows, .title = "all objects live: few visits for each", .points = 3, .seconds = 5,
      .after = "steady",
      .usually =
          "The more there is, the more a collection costs, so the longer the next one has to wait: "
          "a number of allocations that is the same for ever makes the work quadratic.",
      .see = "03-trade")
{
    begin();
    int objects = check_large(MOST) - check_random(1000) * check_large(100) / 100;
    STEP("allocate %d objects, and keep all", objects);
    grow_up_to(objects);
    judge();
}

CHECK(waves, .title = "what is in use falls, and the heap follows", .points = 3, .seconds = 10,
      .after = "steady",
      .usually = "The rule remembers the good times: a limit that was raised for many objects has "
                 "to come down when a collection finds few.",
      .see = "03-trade")
{
    begin();
    for (int wave = 0; wave < 3; wave++) {
        int high = check_large(check_between(4000, 5000)), low = check_between(200, 400);
        bool by_counting = check_flip();
        STEP("up to %d objects in use, down to %d (%s), then %d times a pair for the oldest", high,
             low, by_counting ? "by counting" : "as garbage", check_large(20000));
        grow_up_to(high);
        drop_down_to(low, by_counting);
        replace(check_large(40000));
    }
    judge();
}

CHECK(put_off, .title = "not while disabled, or while an error is pending", .points = 1,
      .after = "steady",
      .usually = "Whatever your rule says, gc->enabled and error_occurred() are asked as well.",
      .see = "03-off")
{
    int objects = check_between(4000, 6000);

    begin();
    grow_up_to(100);
    long before = visits;
    STEP("disabled, make %d objects garbage", objects);
    gc_disable();
    for (int i = 0; i < objects; i += 2)
        make_pair(), drop_pair(false);
    EXPECT("visits", visits - before, 0);
    gc_enable();
    gc_collect(GC_OLDEST);
    before = visits;
    STEP("an error is pending, make %d objects garbage", objects);
    error_set(ERROR_VALUE, "pending");
    for (int i = 0; i < objects; i += 2)
        make_pair(), drop_pair(false);
    EXPECT("visits", visits - before, 0);
    EXPECT("the error that is pending", error_message(), "ValueError: pending");
    error_clear();
    drop_down_to(0, false);
    gc_collect(GC_OLDEST);
}
