/* Walks over the generations without allocating. */
#include "common/collector/gc.h"
#include "common/collector/observe.h"
#include "common/tests/test.h"

/* The objects that a walk saw. */
struct seen {
    struct object *objects[8];
    int count, most;
};

static bool see(struct object *obj, void *argument)
{
    struct seen *seen = argument;

    if (seen->count < 8)
        seen->objects[seen->count] = obj;
    return ++seen->count < seen->most;
}

static struct seen walk(int generation, int most, bool to_the_end)
{
    struct seen seen = {.most = most};
    size_t requests = memory_requests();

    ck_assert_int_eq(gc_each_object(generation, see, &seen), to_the_end);
    ck_assert_uint_eq(memory_requests(), requests);
    return seen;
}

START_TEST(a_walk_goes_from_the_oldest_on)
{
    gc_collect(GC_OLDEST);
    size_t old = gc_count_objects(GC_OLDEST);
    struct object *first = list_new(0), *second = dict_new();
    struct object *item = list_new(0);
    dict_set_str(second, "a", item);
    struct seen seen = walk(0, 100, true);
    ck_assert_int_eq(seen.count, 3);
    ck_assert_ptr_eq(seen.objects[0], first);
    ck_assert_ptr_eq(seen.objects[1], item);
    ck_assert_ptr_eq(seen.objects[2], second); /* tracked when it got a list */
    gc_collect(0);
    ck_assert_uint_eq(gc_count_objects(0), 0);
    ck_assert_uint_eq(gc_count_objects(1), 3);
    ck_assert_uint_eq(gc_count_objects(GC_OLDEST), old);
    ck_assert_uint_eq(gc_count_objects(GC_ALL_GENERATIONS), old + 3);
    decref(first);
    decref(item);
    decref(second);
}
END_TEST

START_TEST(a_walk_ends_when_it_is_told_to)
{
    struct object *lists[] = {list_new(0), list_new(0), list_new(0)};

    ck_assert_int_eq(walk(0, 1, false).count, 1);
    ck_assert_int_eq(walk(GC_ALL_GENERATIONS, 2, false).count, 2);
    for (int i = 0; i < 3; i++)
        decref(lists[i]);
}
END_TEST

START_TEST(the_frozen_are_in_none_of_the_three)
{
    struct object *list = list_new(0);

    gc_freeze();
    ck_assert_int_eq(walk(GC_ALL_GENERATIONS, 100, true).count, 0);
    ck_assert_uint_eq(gc_count_objects(GC_PERMANENT), gc_get_freeze_count());
    ck_assert_int_ge(walk(GC_PERMANENT, 100, true).count, 1);
    gc_unfreeze();
    ck_assert_uint_eq(gc_count_objects(GC_PERMANENT), 0);
    decref(list);
}
END_TEST

START_TEST(there_are_three_generations_and_the_permanent_one)
{
    expect_fatal("gc_each_object: there is no generation 4", gc_each_object(4, see, NULL));
    expect_fatal("gc_each_object: there is no generation -2", gc_each_object(-2, see, NULL));
}
END_TEST

static int generation_told = -1;
static bool collecting_told;

static void note(enum observe_phase phase, const struct gc_head *base,
                 const struct gc_head *unreachable, void *argument)
{
    (void)unreachable, (void)argument;
    if (phase == OBSERVE_MERGED) {
        generation_told = observe_generation(base);
        collecting_told = gc_is_collecting();
    }
}

START_TEST(an_observer_may_ask_which_generation_it_is)
{
    static const struct observer observer = {.phase = note};

    ck_assert(!gc_is_collecting());
    observe_set(&observer);
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_collect(i);
        ck_assert_int_eq(generation_told, i);
        ck_assert(collecting_told);
    }
    observe_set(NULL);
    ck_assert(!gc_is_collecting());
    ck_assert_int_eq(observe_generation(NULL), -1);
}
END_TEST

TESTS("walk", a_walk_goes_from_the_oldest_on, a_walk_ends_when_it_is_told_to,
      the_frozen_are_in_none_of_the_three, there_are_three_generations_and_the_permanent_one,
      an_observer_may_ask_which_generation_it_is)
