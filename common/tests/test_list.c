/* list: ownership, the order of releases, and what a finalizer sees meanwhile. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

START_TEST(a_new_list_has_empty_slots)
{
    struct object *list = list_new(3);

    ck_assert_int_eq(list_size(list), 3);
    ck_assert_ptr_null(list_get(list, 0));
    ck_assert_int_eq(error_occurred(), ERROR_NONE);
    ck_assert(gc_is_tracked(list));
    decref(list);
}
END_TEST

START_TEST(append_makes_its_own_reference)
{
    struct object *list = list_new(0), *item = int_new(1000);

    ck_assert(list_append(list, item));
    ck_assert_int_eq(refcount(item), 2);
    ck_assert_ptr_eq(list_get(list, 0), item); /* borrowed */
    ck_assert_int_eq(refcount(item), 2);
    decref(list);
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
}
END_TEST

START_TEST(set_steals)
{
    struct object *list = list_new(1), *item = int_new(1000);

    ck_assert(list_set(list, 0, newref(item)));
    ck_assert_int_eq(refcount(item), 2);
    ck_assert(list_set(list, 0, NULL));
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
    decref(list);
}
END_TEST

START_TEST(set_steals_even_when_it_fails)
{
    struct object *list = list_new(1), *item = int_new(1000);

    ck_assert(!list_set(list, 1, newref(item)));
    expect_error("IndexError: list assignment index out of range");
    ck_assert(!list_set(list, -1, newref(item)));
    expect_error("IndexError: list assignment index out of range");
    ck_assert(!list_set(list, 7, NULL));
    error_clear();
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
    decref(list);
}
END_TEST

START_TEST(pop_hands_its_reference_over)
{
    struct object *item = int_new(1000), *list = list_pack(3, none(), item, none());

    ck_assert_ptr_eq(list_pop(list, 1), item);
    ck_assert_int_eq(refcount(item), 2);
    ck_assert_int_eq(list_size(list), 2);
    ck_assert_ptr_null(list_pop(list, 2));
    expect_error("IndexError: pop index out of range");
    decref(item);
    decref(item);
    decref(list);
}
END_TEST

START_TEST(insert_clamps_its_index)
{
    struct object *list = list_new(0), *numbers[4];
    static const int indexes[] = {99, -99, -1, 1};
    static const int expected[] = {1, 3, 2, 0};

    for (int i = 0; i < 4; i++) {
        numbers[i] = int_new(i);
        ck_assert(list_insert(list, indexes[i], numbers[i]));
        decref(numbers[i]);
    }
    for (int i = 0; i < 4; i++)
        ck_assert_ptr_eq(list_get(list, i), numbers[expected[i]]);
    decref(list);
}
END_TEST

START_TEST(get_out_of_range)
{
    struct object *list = list_pack(1, none());

    ck_assert_ptr_null(list_get(list, 1));
    expect_error("IndexError: list index out of range");
    ck_assert_ptr_null(list_get(list, -1));
    expect_error("IndexError: list index out of range");
    ck_assert(!list_delete(list, 1));
    expect_error("IndexError: list assignment index out of range");
    decref(list);
}
END_TEST

static struct object *three_tellers(void)
{
    struct object *list = list_new(3);

    for (int i = 0; i < 3; i++)
        list_set(list, i, teller(i));
    return list;
}

START_TEST(the_last_element_is_released_first)
{
    struct object *list = three_tellers();

    decref(list);
    expect_story("2 1 0");
    list = three_tellers();
    list_clear(list);
    expect_story("2 1 0");
    ck_assert_int_eq(list_size(list), 0);
    decref(list);
}
END_TEST

/* A finalizer that looks at the list it was in, and may change it. */
static struct object *watched;
static intptr_t size_seen;
static struct object *first_seen;
static bool refill;

static void watch(struct object *self)
{
    (void)self;
    size_seen = list_size(watched);
    first_seen = size_seen > 0 ? list_get(watched, 0) : NULL;
    if (refill)
        list_append(watched, none());
}

static struct object *watcher(void)
{
    struct object *cls = class_new(&(struct class_spec){.name = "W", .finalize = watch});
    struct object *self = instance_new(cls);

    decref(cls);
    size_seen = -1;
    return self;
}

START_TEST(set_stores_first_and_releases_last)
{
    watched = list_new(1);
    list_set(watched, 0, watcher());
    list_set(watched, 0, newref(none()));
    ck_assert_int_eq(size_seen, 1);
    ck_assert_ptr_eq(first_seen, none());
    decref(watched);
}
END_TEST

START_TEST(clear_empties_first_and_may_find_the_list_refilled)
{
    watched = list_new(1);
    list_set(watched, 0, watcher());
    refill = true;
    list_clear(watched);
    ck_assert_int_eq(size_seen, 0);
    ck_assert_int_eq(list_size(watched), 1);
    decref(watched);
}
END_TEST

START_TEST(delete_closes_the_gap_first)
{
    struct object *doomed = watcher();

    watched = list_pack(2, doomed, none());
    decref(doomed);
    ck_assert(list_delete(watched, 0));
    ck_assert_int_eq(size_seen, 1);
    ck_assert_ptr_eq(first_seen, none());
    decref(watched);
}
END_TEST

static void look_at_tracking(struct object *self)
{
    (void)self;
    size_seen = gc_is_tracked(watched);
}

START_TEST(a_dying_list_is_untracked_before_anything_is_released)
{
    struct object *cls = class_new(&(struct class_spec){.name = "W", .finalize = look_at_tracking});

    watched = list_new(1);
    list_set(watched, 0, instance_new(cls));
    decref(cls);
    decref(watched);
    ck_assert_int_eq(size_seen, 0);
}
END_TEST

START_TEST(traversal_goes_from_the_last_to_the_first)
{
    struct object *a = int_new(1000), *list = list_pack(3, a, none(), a), *with_gaps = list_new(3);

    expect_referred(list, a, none(), a);
    list_set(with_gaps, 1, a);
    expect_referred(with_gaps, a);
    decref(list);
    decref(with_gaps);
}
END_TEST

START_TEST(a_list_of_itself)
{
    struct object *list = list_new(0);

    list_append(list, list);
    ck_assert_int_eq(refcount(list), 2);
    list_clear(list);
    ck_assert_int_eq(refcount(list), 1);
    decref(list);
}
END_TEST

START_TEST(a_callers_bugs_abort)
{
    struct object *dict = dict_new();

    expect_fatal("list_new: a list cannot have -1 slots", list_new(-1));
    expect_fatal("list_get: expected a list, got dict", list_get(dict, 0));
    expect_fatal("list_set: expected a list, got NULL", list_set(NULL, 0, NULL));
    expect_fatal("list_insert: expected a list, got dict", list_insert(dict, 0, dict));
    expect_fatal("list_pop: expected a list, got dict", list_pop(dict, 0));
    expect_fatal("list_delete: expected a list, got dict", list_delete(dict, 0));
    expect_fatal("list_clear: expected a list, got dict", (list_clear(dict), 0));
    decref(dict);
}
END_TEST

START_TEST(append_steal_takes_the_reference_even_when_it_fails)
{
    struct object *list = list_new(0), *item = list_new(0);

    ck_assert(list_append_steal(list, newref(item)));
    ck_assert_int_eq(refcount(item), 2);
    ck_assert(!list_append_steal(list, NULL));
    ck_assert_int_eq(list_size(list), 1);
    memory_fail_at(1); /* the list is full after four */
    while (list_append_steal(list, newref(item)))
        ck_assert_int_lt(list_size(list), 5);
    expect_error("MemoryError");
    ck_assert_int_eq(refcount(item), 1 + list_size(list));
    decref(list);
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
}
END_TEST

TESTS("list", append_steal_takes_the_reference_even_when_it_fails, a_new_list_has_empty_slots,
      append_makes_its_own_reference, set_steals, set_steals_even_when_it_fails,
      pop_hands_its_reference_over, insert_clamps_its_index, get_out_of_range,
      the_last_element_is_released_first, set_stores_first_and_releases_last,
      clear_empties_first_and_may_find_the_list_refilled, delete_closes_the_gap_first,
      a_dying_list_is_untracked_before_anything_is_released,
      traversal_goes_from_the_last_to_the_first, a_list_of_itself, a_callers_bugs_abort)
