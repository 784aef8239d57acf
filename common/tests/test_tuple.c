/* tuple: the shared empty one, filling, the order of releases, tracking. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

START_TEST(there_is_one_empty_tuple)
{
    struct object *first = tuple_new(0), *second = tuple_new(0);

    ck_assert_ptr_eq(first, second);
    ck_assert(!gc_is_tracked(first));
    ck_assert_int_eq(tuple_size(first), 0);
    ck_assert_uint_eq(blocks_made(), 0);
    decref(first);
    decref(second);
}
END_TEST

START_TEST(a_new_tuple_is_tracked_with_empty_slots)
{
    struct object *tuple = tuple_new(2);

    ck_assert(gc_is_tracked(tuple));
    ck_assert_int_eq(tuple_size(tuple), 2);
    ck_assert_ptr_null(tuple_get(tuple, 1));
    ck_assert_int_eq(error_occurred(), ERROR_NONE);
    ck_assert_ptr_null(tuple_get(tuple, 2));
    expect_error("IndexError: tuple index out of range");
    decref(tuple);
}
END_TEST

START_TEST(set_steals_and_get_borrows)
{
    struct object *tuple = tuple_new(1), *item = int_new(1000);

    ck_assert(tuple_set(tuple, 0, newref(item)));
    ck_assert_ptr_eq(tuple_get(tuple, 0), item);
    ck_assert_int_eq(refcount(item), 2);
    decref(tuple);
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
}
END_TEST

START_TEST(set_steals_even_when_it_fails)
{
    struct object *tuple = tuple_new(1), *item = int_new(1000);

    ck_assert(!tuple_set(tuple, 1, newref(item)));
    expect_error("IndexError: tuple assignment index out of range");
    ck_assert(!tuple_set(tuple, -1, newref(item)));
    expect_error("IndexError: tuple assignment index out of range");
    incref(tuple);
    ck_assert(!tuple_set(tuple, 0, newref(item)));
    ck_assert_int_eq(error_occurred(), ERROR_SYSTEM);
    error_clear();
    ck_assert_int_eq(refcount(item), 1);
    decref(tuple);
    decref(tuple);
    decref(item);
}
END_TEST

START_TEST(pack_makes_its_own_references)
{
    struct object *item = int_new(1000), *tuple = tuple_pack(2, item, item);

    ck_assert_int_eq(refcount(item), 3);
    decref(tuple);
    ck_assert_int_eq(refcount(item), 1);
    decref(item);
}
END_TEST

START_TEST(the_last_element_is_released_first)
{
    struct object *tuple = tuple_new(3);

    for (int i = 0; i < 3; i++)
        tuple_set(tuple, i, teller(i));
    decref(tuple);
    expect_story("2 1 0");
}
END_TEST

static struct object *watched, *seen;

static void watch(struct object *self)
{
    (void)self;
    seen = tuple_get(watched, 0);
}

START_TEST(set_stores_first_and_releases_last)
{
    struct object *cls = class_new(&(struct class_spec){.name = "W", .finalize = watch});

    watched = tuple_new(1);
    tuple_set(watched, 0, instance_new(cls));
    tuple_set(watched, 0, newref(none()));
    ck_assert_ptr_eq(seen, none());
    decref(watched);
    decref(cls);
}
END_TEST

START_TEST(traversal_goes_from_the_last_to_the_first)
{
    struct object *a = int_new(1000), *tuple = tuple_pack(3, a, none(), a);

    expect_referred(tuple, a, none(), a);
    decref(tuple);
    decref(a);
}
END_TEST

/* Whether a tuple that holds only @item (stolen) is untracked when a collection looks at it. */
static bool is_untracked_with(struct object *item)
{
    struct object *tuple = tuple_new(1);

    tuple_set(tuple, 0, item);
    tuple_maybe_untrack(tuple);
    bool untracked = !gc_is_tracked(tuple);
    decref(tuple);
    return untracked;
}

START_TEST(a_tuple_of_atoms_may_be_untracked)
{
    struct object *inner = tuple_pack(1, none());

    ck_assert(is_untracked_with(newref(none())));
    ck_assert(is_untracked_with(str_new("text")));
    ck_assert(is_untracked_with(tuple_new(0)));
    ck_assert(!is_untracked_with(newref(inner)));
    tuple_maybe_untrack(inner);
    ck_assert(is_untracked_with(inner));
    ck_assert(!is_untracked_with(list_new(0)));
    ck_assert(!is_untracked_with(dict_new())); /* though the dict itself is untracked */
    ck_assert(!is_untracked_with(NULL));       /* not complete yet */
}
END_TEST

START_TEST(a_callers_bugs_abort)
{
    struct object *list = list_new(0);

    expect_fatal("tuple_new: a tuple cannot have -1 slots", tuple_new(-1));
    expect_fatal("tuple_get: expected a tuple, got list", tuple_get(list, 0));
    expect_fatal("tuple_set: expected a tuple, got list", tuple_set(list, 0, NULL));
    expect_fatal("tuple_size: expected a tuple, got NULL", tuple_size(NULL));
    decref(list);
}
END_TEST

TESTS("tuple", there_is_one_empty_tuple, a_new_tuple_is_tracked_with_empty_slots,
      set_steals_and_get_borrows, set_steals_even_when_it_fails, pack_makes_its_own_references,
      the_last_element_is_released_first, set_stores_first_and_releases_last,
      traversal_goes_from_the_last_to_the_first, a_tuple_of_atoms_may_be_untracked,
      a_callers_bugs_abort)
