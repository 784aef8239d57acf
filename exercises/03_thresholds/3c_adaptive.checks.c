/* Checks of 3c: workloads, and the two bounds after every allocation.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - work: at most 8 visits for each allocation -> steady, grows
 * - room: at most 3 objects for each in use -> steady
 * - less is in use, freed by counting or garbage -> waves
 * - the same while the number of objects tells nothing -> unnoticed
 * - nothing while disabled, or while an error is pending; the error stays -> put_off
 * - it is only put off -> put_off
 * - constant time: cannot be seen, but a walk through the lists takes the time of a check away
 * - long_lived_total, count[0]: what one may rely on, nothing to be kept
 *
 * Why the bounds are what they are. Let a rule collect when the heap is g times what survived the
 * last time. With all n objects in use the collections visit n, n/g, n/g/g ... objects twice, which
 * is 2 g/(g-1) visits for each allocation: 6 for g = 1.5, 4 for 2, 3 for 3. With L in use and
 * garbage, (g-1) L allocations pay for 2 L visits and (g-1) L more: 5, 3 and 2. So 8 is kind to any
 * g from 4/3, and a room of 3 L to any g up to 3; a tenth is too often and four times too late. A
 * fixed threshold T makes n*n/T visits for n objects: for n = 40,000 it would have to be 4,700 at
 * least, which is too much garbage for a few hundred objects. What is free is for rules that leave
 * a small heap alone.
 *
 * Why "lately" is what it is. A rule that collects when as many were allocated as survived the last
 * time, or fewer, has its last collection among the last N + 2000 allocations: N objects are what
 * survived, and what was allocated since, less what was freed. It keeps the bound if it takes less
 * than what survived once there are fewer objects. And a collection of N every N allocations is two
 * visits for each.
 */
#include "exercises/03_thresholds/3c_adaptive.h"

#include "exercises/03_thresholds/load.h"
#include "exercises/check.h"

/* What it means when there was too much of the one, or of the other. All is dropped first: a check
 * that went on to the end has as much as one that stopped. */
static void judge(const char *too_often, const char *too_late)
{
    const char *numbers =
        check_text("after %ld allocations: %ld visits, %d objects, %d in use (%d at most lately)",
                   allocations, visits, things, in_use, lately());

    drop_down_to(0, AS_GARBAGE);
    gc_collect(GC_OLDEST);
    STEP("%s", numbers);
    BECAUSE(too_often);
    EXPECT_AT_MOST(check_text("visits for each allocation, %d not counted", ADAPTIVE_VISITS_FREE),
                   visits_each, ADAPTIVE_VISITS);
    BECAUSE(too_late);
    EXPECT_AT_MOST(check_text("objects for each in use lately, %d not counted", ADAPTIVE_ROOM_FREE),
                   objects_each, ADAPTIVE_ROOM);
}

static const char often[] = "The rule collects too often: each collection visits everything in use "
                            "again. How many allocations have to go by before that is paid for?";
static const char late[] =
    "The rule lets too much garbage lie about. Either it collects too late: how much can become "
    "garbage until then? Or not enough goes: a collection of the young leaves old garbage where "
    "it is.";

CHECK(steady, .title = "objects come and go: little garbage, few visits", .points = 2, .seconds = 5,
      .see = "03-trade")
{
    for (int round = 0; round < 2; round++) {
        int objects = check_large(check_between(2500, 4000));
        begin();
        STEP("allocate %d objects, then %d times a pair, each time dropping the oldest", objects,
             check_large(30000));
        grow_up_to(objects);
        replace(check_large(60000));
        judge(often, late);
    }
}

CHECK(grows, .title = "all objects live: few visits for each", .points = 2, .seconds = 5,
      .after = "steady", .see = "03-trade")
{
    begin();
    int objects = check_large(MOST) - check_random(1000) * check_large(100) / 100;
    STEP("allocate %d objects, and keep all", objects);
    grow_up_to(objects);
    judge("The more there is, the more a collection costs, so the longer the next one has to wait. "
          "A number of allocations that is the same for ever makes the work quadratic.",
          late);
}

/* Pairs for the oldest until so many allocations have gone by without a collection, if ever. */
static void replace_unseen(int wanted)
{
    long seen = visits;

    for (int i = 0, unseen = 0; i < check_large(20000) && unseen < wanted; i += 2) {
        replace(2);
        unseen = visits == seen ? unseen + 2 : 0;
        seen = visits;
    }
}

CHECK(waves, .title = "what is in use falls, and the heap follows", .points = 2, .seconds = 10,
      .after = "steady", .see = "03-trade")
{
    begin();
    for (int wave = 0; wave < 4 && well(); wave++) {
        int high = check_large(check_between(4000, 5000)), low = check_between(200, 400);
        enum way way = wave % 2 == 0 ? AS_GARBAGE : BY_COUNTING;
        STEP("up to %d objects in use, pairs for the oldest until no collection comes for a while, "
             "down to %d (%s), then %d times a pair for the oldest",
             high, low, ways[way], check_large(20000));
        grow_up_to(high);
        replace_unseen(check_large(2000));
        drop_down_to(low, way);
        replace(check_large(40000));
    }
    judge(often, "Few objects are in use by now. How many allocations does the rule wait for, and "
                 "what is that number made of? It was raised when there were many, and has to come "
                 "down.");
    begin();
    STEP("allocate a pair, then 5000 times another one, each time dropping the one before");
    grow_up_to(2);
    replace(10000);
    judge(often,
          "Hardly anything is in use. How many objects may there be then, garbage included?");
}

/* So many are in use, a collection has seen them, and then few are. */
static void fall(int high, int low, enum way way)
{
    begin();
    STEP("up to %d objects in use, gc_collect(2), down to %d in use (%s)", high, low, ways[way]);
    grow_up_to(high);
    collect();
    drop_down_to(low, way);
}

CHECK(unnoticed, .title = "less is in use, and no collection has seen it", .points = 3,
      .seconds = 10, .after = "waves", .see = "03-trade")
{
    fall(check_large(check_between(5000, 8000)), check_between(200, 400), AS_GARBAGE);
    come_and_go(check_large(20000));
    judge(often, "The number of objects stayed the same, and most of them had become garbage. "
                 "Allocations minus frees do not grow then; the allocations do.");
    fall(check_large(check_between(26000, 30000)), check_between(200, 400), BY_COUNTING);
    come_and_go(check_large(3000));
    if (well())
        STEP("then %d times a pair for the oldest", check_large(15000));
    replace(check_large(30000));
    judge(often,
          "Few objects were left, since most were freed by counting. The rule still waits as "
          "if there were as many as before.");
}

/* Makes so many objects garbage, and measures nothing. */
static void make_garbage(int objects)
{
    for (int i = 0; i < objects; i += 2) {
        struct object *one = allocate_unseen(), *other = allocate_unseen();
        keep_pair(one, other);
        drop_pair(AS_GARBAGE);
    }
}

/* Nothing is in the way any more. */
static void goes_on(void)
{
    STEP("and then 2 more");
    make_pair();
    BECAUSE("It was only put off. Now nothing is in the way, and a collection is due.");
    EXPECT_AT_MOST(check_text("objects for each in use lately, %d not counted", ADAPTIVE_ROOM_FREE),
                   objects_each, ADAPTIVE_ROOM);
    collect();
}

CHECK(put_off, .title = "not while disabled, or while an error is pending", .points = 1,
      .after = "steady", .see = "03-off")
{
    int objects = check_between(4000, 5000);

    begin();
    grow_up_to(100);
    long before = visits;
    STEP("disabled, make %d objects garbage", objects);
    gc_disable();
    make_garbage(objects);
    BECAUSE("Whatever your rule says, gc->enabled is asked as well.");
    EXPECT("visits meanwhile", visits - before, 0);
    STEP("enabled again");
    gc_enable();
    goes_on();
    before = visits;
    STEP("an error is pending, make %d objects garbage", objects);
    error_set(ERROR_VALUE, "pending");
    make_garbage(objects);
    BECAUSE("Whatever your rule says, error_occurred() is asked as well.");
    EXPECT("visits meanwhile", visits - before, 0);
    BECAUSE("An error that is pending is somebody's, and stays. What cleared or replaced it?");
    EXPECT("the error that is pending", error_message(), "ValueError: pending");
    STEP("the error is cleared");
    error_clear();
    goes_on();
    drop_down_to(0, AS_GARBAGE);
    gc_collect(GC_OLDEST);
}
