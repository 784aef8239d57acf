/* dict: keys, order, ownership, tracking, what a finalizer sees meanwhile. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

/* dict[key] = value for a small int key; both stolen where they are new. */
static void set_int(struct object *dict, long long key, struct object *value)
{
    struct object *number = int_new(key);

    ck_assert(dict_set(dict, number, value));
    decref(number);
    decref(value);
}

START_TEST(set_makes_its_own_references)
{
    struct object *dict = dict_new(), *key = str_new("key"), *value = int_new(1000);

    ck_assert(dict_set(dict, key, value));
    ck_assert_int_eq(refcount(key), 2);
    ck_assert_int_eq(refcount(value), 2);
    ck_assert_ptr_eq(dict_get(dict, key), value); /* borrowed */
    ck_assert_int_eq(refcount(value), 2);
    decref(dict);
    ck_assert_int_eq(refcount(key), 1);
    ck_assert_int_eq(refcount(value), 1);
    decref(key);
    decref(value);
}
END_TEST

START_TEST(an_equal_key_that_is_there_stays)
{
    struct object *dict = dict_new(), *first = str_new("key"), *second = str_new("key");
    struct object *key = NULL;
    intptr_t position = 0;

    dict_set(dict, first, none());
    dict_set(dict, second, none());
    ck_assert_int_eq(dict_size(dict), 1);
    ck_assert_int_eq(refcount(second), 1);
    ck_assert(dict_next(dict, &position, &key, NULL));
    ck_assert_ptr_eq(key, first);
    decref(dict);
    decref(first);
    decref(second);
}
END_TEST

START_TEST(storing_the_same_value_again_changes_no_count)
{
    struct object *dict = dict_new(), *key = str_new("key"), *value = int_new(1000);

    dict_set(dict, key, value);
    dict_set(dict, key, value);
    ck_assert_int_eq(refcount(key), 2);
    ck_assert_int_eq(refcount(value), 2);
    decref(dict);
    decref(key);
    decref(value);
}
END_TEST

START_TEST(a_missing_key_is_no_error_but_deleting_it_is)
{
    struct object *dict = dict_new();

    ck_assert_ptr_null(dict_get_str(dict, "key"));
    ck_assert_int_eq(error_occurred(), ERROR_NONE);
    ck_assert(!dict_delete_str(dict, "key"));
    expect_error("KeyError: 'key'");
    decref(dict);
}
END_TEST

START_TEST(an_unhashable_key_is_refused)
{
    struct object *dict = dict_new(), *list = list_new(0);

    ck_assert(!dict_set(dict, list, list));
    expect_error("TypeError: unhashable type: 'list'");
    ck_assert_ptr_null(dict_get(dict, list));
    expect_error("TypeError: unhashable type: 'list'");
    ck_assert(!dict_delete(dict, dict));
    expect_error("TypeError: unhashable type: 'dict'");
    ck_assert_int_eq(refcount(list), 1);
    decref(list);
    decref(dict);
}
END_TEST

START_TEST(a_thousand_entries_keep_their_order)
{
    struct object *dict = dict_new(), *key, *value;
    intptr_t position = 0;
    long long expected = 0;

    for (int i = 0; i < 1000; i++)
        set_int(dict, i, int_new(-i));
    for (int i = 0; i < 1000; i += 2) {
        struct object *even = int_new(i);
        ck_assert(dict_delete(dict, even));
        decref(even);
    }
    set_int(dict, 0, int_new(0)); /* deleted and set again: comes last */
    ck_assert_int_eq(dict_size(dict), 501);
    while (dict_next(dict, &position, &key, &value)) {
        expected = expected == 999 ? 0 : expected + 1 + (expected & 1);
        ck_assert_int_eq(int_value(key), expected);
        ck_assert_int_eq(int_value(value), -expected);
    }
    ck_assert_int_eq(expected, 0);
    decref(dict);
}
END_TEST

START_TEST(entries_die_in_order_key_before_value)
{
    struct object *dict = dict_new();

    for (int i = 0; i < 2; i++) {
        struct object *key = teller(10 + i), *value = teller(20 + i);
        dict_set(dict, key, value);
        decref(key);
        decref(value);
    }
    dict_clear(dict);
    expect_story("10 20 11 21");
    decref(dict);
}
END_TEST

START_TEST(delete_releases_the_key_and_then_the_value)
{
    struct object *dict = dict_new(), *key = teller(1), *value = teller(2);

    dict_set(dict, key, value);
    decref(key);
    decref(value);
    ck_assert(dict_delete(dict, key)); /* borrowed from the dict */
    expect_story("1 2");
    decref(dict);
}
END_TEST

static struct object *watched, *value_seen;
static intptr_t size_seen;

static void watch(struct object *self)
{
    (void)self;
    size_seen = dict_size(watched);
    value_seen = dict_get_str(watched, "key");
}

static struct object *watch_in_dict(void)
{
    struct object *cls = class_new(&(struct class_spec){.name = "W", .finalize = watch});
    struct object *dict = dict_new(), *self = instance_new(cls);

    dict_set_str(dict, "key", self);
    decref(self);
    decref(cls);
    watched = dict;
    return dict;
}

START_TEST(whoever_looks_sees_the_new_content)
{
    struct object *dict = watch_in_dict();

    dict_set_str(dict, "key", none());
    ck_assert_ptr_eq(value_seen, none());
    ck_assert_int_eq(size_seen, 1);
    decref(dict);
    dict = watch_in_dict();
    dict_delete_str(dict, "key");
    ck_assert_ptr_null(value_seen);
    ck_assert_int_eq(size_seen, 0);
    decref(dict);
    dict = watch_in_dict();
    dict_clear(dict);
    ck_assert_ptr_null(value_seen);
    ck_assert_int_eq(size_seen, 0);
    decref(dict);
}
END_TEST

START_TEST(tracked_once_something_may_be_tracked)
{
    struct object *dict = dict_new(), *inner = dict_new(), *pair = tuple_pack(1, none());

    ck_assert(!gc_is_tracked(dict));
    dict_set_str(dict, "key", none());
    ck_assert(!gc_is_tracked(dict));
    tuple_maybe_untrack(pair);
    dict_set_str(dict, "key", pair);
    ck_assert(!gc_is_tracked(dict));
    dict_set_str(dict, "key", inner); /* an untracked dict counts */
    ck_assert(gc_is_tracked(dict));
    dict_delete_str(dict, "key"); /* removing does not untrack, only a full collection does */
    ck_assert(gc_is_tracked(dict));
    dict_maybe_untrack(dict);
    ck_assert(!gc_is_tracked(dict));
    decref(dict);
    decref(inner);
    decref(pair);
}
END_TEST

START_TEST(a_key_tracks_too)
{
    struct object *dict = dict_new(), *pair = tuple_pack(1, none());

    dict_set(dict, pair, none());
    ck_assert(gc_is_tracked(dict));
    decref(dict);
    decref(pair);
}
END_TEST

START_TEST(traversal_visits_keys_only_where_they_may_matter)
{
    struct object *dict = dict_new(), *two = int_new(2000), *four = int_new(4000);

    dict_set_str(dict, "a", two);
    dict_set_str(dict, "b", four);
    expect_referred(dict, two, four);
    dict_clear(dict);
    dict_set(dict, two, four);
    dict_set(dict, four, two);
    expect_referred(dict, four, two, two, four);
    decref(dict);
    decref(two);
    decref(four);
}
END_TEST

START_TEST(a_callers_bugs_abort)
{
    struct object *list = list_new(0);

    expect_fatal("dict_set: expected a dict, got list", dict_set(list, none(), none()));
    expect_fatal("dict_get: expected a dict, got list", dict_get(list, none()));
    expect_fatal("dict_delete: expected a dict, got list", dict_delete(list, none()));
    expect_fatal("dict_size: expected a dict, got NULL", dict_size(NULL));
    expect_fatal("dict_clear: expected a dict, got list", (dict_clear(list), 0));
    decref(list);
}
END_TEST

TESTS("dict", set_makes_its_own_references, an_equal_key_that_is_there_stays,
      storing_the_same_value_again_changes_no_count, a_missing_key_is_no_error_but_deleting_it_is,
      an_unhashable_key_is_refused, a_thousand_entries_keep_their_order,
      entries_die_in_order_key_before_value, delete_releases_the_key_and_then_the_value,
      whoever_looks_sees_the_new_content, tracked_once_something_may_be_tracked, a_key_tracks_too,
      traversal_visits_keys_only_where_they_may_matter, a_callers_bugs_abort)
