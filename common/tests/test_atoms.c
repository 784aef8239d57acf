/* None, bool, int and str: which are shared, what they hold, that they are never tracked. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

#include <limits.h>

static void expect_shared_int(long long value, bool shared)
{
    struct object *first = int_new(value), *second = int_new(value);

    ck_assert_int_eq(first == second, shared);
    ck_assert_int_eq(int_value(first), value);
    ck_assert_int_eq(int_value(second), value);
    ck_assert(!gc_is_tracked(first));
    decref(first);
    decref(second);
}

START_TEST(ints_are_shared_from_minus_5_to_256)
{
    expect_shared_int(-6, false);
    for (int value = -5; value <= 256; value++)
        expect_shared_int(value, true);
    expect_shared_int(257, false);
}
END_TEST

START_TEST(ints_hold_any_long_long)
{
    static const long long values[] = {1LL << 30, (1LL << 30) - 1, -(1LL << 30), 1LL << 60,
                                       LLONG_MAX, LLONG_MIN,       LLONG_MIN + 1};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        expect_shared_int(values[i], false);
}
END_TEST

static void expect_shared_str(const char *text, bool shared)
{
    struct object *first = str_new(text), *second = str_new(text);

    ck_assert_int_eq(first == second, shared);
    ck_assert_str_eq(str_text(first), text);
    ck_assert(object_equal(first, second));
    ck_assert(!gc_is_tracked(first));
    decref(first);
    decref(second);
}

START_TEST(short_strs_are_shared)
{
    expect_shared_str("", true);
    expect_shared_str("x", true);
    expect_shared_str("ab", false);
    expect_shared_str("\xC3\xA9\xC3\xA8", false);
}
END_TEST

START_TEST(a_str_keeps_its_own_text)
{
    char text[] = "text";
    struct object *str = str_new(text);

    text[0] = 'n';
    ck_assert_str_eq(str_text(str), "text");
    ck_assert(str_check(str));
    ck_assert(!str_check(none()));
    decref(str);
}
END_TEST

START_TEST(bools_are_ints_and_shared)
{
    struct object *yes = bool_new(true), *again = bool_new(true), *no = bool_new(false);

    ck_assert_ptr_eq(yes, again);
    ck_assert_ptr_ne(yes, no);
    ck_assert_int_eq(int_value(yes), 1);
    ck_assert_int_eq(int_value(no), 0);
    decref(yes);
    decref(again);
    decref(no);
}
END_TEST

START_TEST(shared_atoms_are_counted_from_a_high_start)
{
    struct object *seven = int_new(7);

    ck_assert_int_eq(refcount(seven), ATOM_REFCOUNT + 1);
    decref(seven);
    ck_assert_int_eq(refcount(seven), ATOM_REFCOUNT);
    ck_assert_ptr_eq(none(), none());
    ck_assert(!gc_is_tracked(none()));
    ck_assert_uint_eq(blocks_made(), 0);
}
END_TEST

/* Drops the last of all references to a shared atom. */
static void release_all(struct object *atom)
{
    atom->refcount = 1;
    decref(atom);
}

START_TEST(a_callers_bugs_abort)
{
    struct object *small = int_new(7), *text = str_new("x"), *empty = tuple_new(0);

    expect_fatal("int_value: expected an int, got str", int_value(text));
    expect_fatal("str_text: expected a str, got int", str_text(small));
    expect_fatal("decref: the shared int was released more often than it was referred to",
                 (release_all(small), 0));
    expect_fatal("decref: the shared str was released more often than it was referred to",
                 (release_all(text), 0));
    expect_fatal("decref: the shared NoneType was released more often than it was referred to",
                 (release_all(none()), 0));
    expect_fatal("decref: the empty tuple was released more often than it was referred to",
                 (release_all(empty), 0));
    decref(small);
    decref(text);
    decref(empty);
}
END_TEST

TESTS("atoms", ints_are_shared_from_minus_5_to_256, ints_hold_any_long_long, short_strs_are_shared,
      a_str_keeps_its_own_text, bools_are_ints_and_shared,
      shared_atoms_are_counted_from_a_high_start, a_callers_bugs_abort)
