/* WeakValueDictionary: entries go with their values. Names begin with the id of the line that they
 * prove in the list derived from CPython's own test_weakref; W23 and W24 are about iterations, and
 * of W22, del, in, copy, pop, popitem, clear, update and setdefault do not apply: there is none. */
#include "common/weakrefs/weakvalues.h"

#include "common/base/state.h"
#include "common/collector/gc.h"
#include "common/tests/fail_untraced.h"
#include "common/tests/test.h"
#include "common/types/function.h"
#include "common/weakrefs/weakref.h"

/* Keys are the shared ints 0 to 9, values instances. */
static struct object *cls;

static struct object *node(void)
{
    if (cls == NULL)
        cls = class_new_plain("Node");
    return instance_new(cls);
}

static struct object *key(int number)
{
    struct object *obj = int_new(number);

    decref(obj); /* shared: it does not go */
    return obj;
}

/* A dictionary with @count entries and the values in a list that keeps them. */
static struct object *filled(int count, struct object **values)
{
    struct object *dict = weakvalues_new();

    *values = list_new(0);
    for (int i = 0; i < count; i++) {
        struct object *value = node();
        ck_assert(weakvalues_set(dict, key(i), value));
        list_append(*values, value);
        decref(value);
    }
    return dict;
}

static void drop(struct object *dict, struct object *values)
{
    decref(dict);
    decref(values);
    clearref(&cls);
}

START_TEST(W22_an_entry_goes_with_its_value)
{
    struct object *values, *dict = filled(3, &values);

    ck_assert_int_eq(weakvalues_size(dict), 3);
    struct object *value = weakvalues_get(dict, key(1));
    ck_assert_ptr_eq(value, list_get(values, 1));
    ck_assert_int_eq(refcount(value), 2);
    list_delete(values, 1);
    decref(value);
    ck_assert_ptr_null(weakvalues_get(dict, key(1)));
    ck_assert_str_eq(error_message(), "");
    ck_assert_int_eq(weakvalues_size(dict), 2);
    drop(dict, values);
}
END_TEST

START_TEST(W22_an_overwritten_entry_stays)
{
    struct object *values, *dict = filled(1, &values), *newer = node();

    ck_assert(weakvalues_set(dict, key(0), newer));
    list_clear(values); /* the older value dies, the entry is not its own any more */
    ck_assert_int_eq(weakvalues_size(dict), 1);
    struct object *value = weakvalues_get(dict, key(0));
    ck_assert_ptr_eq(value, newer);
    decref(value);
    decref(newer);
    ck_assert_int_eq(weakvalues_size(dict), 0);
    drop(dict, values);
}
END_TEST

/* @self is the dictionary: gives the key 0 a new value, which the test owns. */
static struct object *newest;

static bool set_again(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    return weakvalues_set(self, key(0), newest);
}

START_TEST(W22_an_entry_that_an_earlier_callback_has_set_stays)
{
    struct object *values, *dict = filled(1, &values);
    struct object *callback = function_new("set_again", set_again, dict);
    struct object *ref = weakref_new(list_get(values, 0), callback); /* called first: the newest */

    newest = node();
    list_clear(values);
    ck_assert_int_eq(weakvalues_size(dict), 1);
    struct object *value = weakvalues_get(dict, key(0));
    ck_assert_ptr_eq(value, newest);
    decref(value);
    decref(newest);
    ck_assert_int_eq(weakvalues_size(dict), 0);
    decref(ref);
    decref(callback);
    drop(dict, values);
}
END_TEST

START_TEST(W22_a_cycle_goes_with_a_collection_that_returns_2)
{
    struct object *values, *dict = filled(1, &values), *value = list_get(values, 0);

    gc_collect(GC_OLDEST);
    object_setattr(value, "me", value);
    list_clear(values);
    ck_assert_int_eq(weakvalues_size(dict), 1);
    ck_assert_int_eq(gc_collect(GC_OLDEST), 2); /* the value, and the KeyedRef to it */
    ck_assert_int_eq(weakvalues_size(dict), 0);
    drop(dict, values);
}
END_TEST

START_TEST(W22_what_cannot_be_a_key_or_a_value)
{
    struct object *values, *dict = filled(1, &values);

    ck_assert(!weakvalues_set(dict, key(1), key(5)));
    expect_error("TypeError: cannot create weak reference to 'int' object");
    ck_assert(!weakvalues_set(dict, values, list_get(values, 0)));
    expect_error("TypeError: unhashable type: 'list'");
    ck_assert_ptr_null(weakvalues_get(dict, values));
    expect_error("TypeError: unhashable type: 'list'");
    ck_assert_int_eq(weakvalues_size(dict), 1);
    ck_assert_uint_eq(weakref_getweakrefcount(list_get(values, 0)), 1);
    expect_fatal("weakvalues_get: expected a WeakValueDictionary, got list",
                 weakvalues_get(values, key(0)));
    drop(dict, values);
}
END_TEST

START_TEST(W22_a_dictionary_in_a_cycle_is_collected)
{
    struct object *values, *dict = filled(2, &values), *owner = node();

    object_setattr(owner, "cache", dict);
    ck_assert(weakvalues_set(dict, owner, owner)); /* the key owns the dictionary */
    decref(owner);
    decref(dict);
    ck_assert_int_gt(gc_collect(GC_OLDEST), 0);
    ck_assert_int_eq(gc_collect(GC_OLDEST), 0);
    ck_assert_uint_eq(weakref_getweakrefcount(list_get(values, 0)), 0);
    decref(values);
    clearref(&cls);
}
END_TEST

START_TEST(W22_a_dead_dictionary_is_not_called)
{
    struct object *values, *dict = filled(2, &values), *ref = weakref_new(dict, NULL);

    decref(dict);
    struct object *referent = weakref_get(ref);
    ck_assert_ptr_eq(referent, none());
    decref(referent);
    drop(ref, values);
}
END_TEST

START_TEST(W25_the_size_is_right_under_automatic_collection)
{
    enum { COUNT = 40 };
    struct object *values, *dict;

    gc_enable();
    for (int threshold = 1; threshold < 100; threshold++) {
        gc_set_threshold((const int[]){threshold, threshold, threshold});
        dict = filled(0, &values);
        for (int i = 0; i < COUNT; i++) {
            struct object *value = node();
            object_setattr(value, "me", value);
            ck_assert(weakvalues_set(dict, key(i % 10), value));
            decref(value);
            intptr_t size = weakvalues_size(dict);
            ck_assert_int_ge(size, 0);
            ck_assert_int_le(size, 10);
        }
        gc_collect(GC_OLDEST);
        ck_assert_int_eq(weakvalues_size(dict), 0);
        decref(dict);
        decref(values);
    }
    clearref(&cls);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    struct object *dict, *value = node(), *values = list_pack(1, value), *newer = node();
    bool done;

    fail_each(memory_fail_at, dict, dict = weakvalues_new());
    fail_each(memory_fail_at, done, done = weakvalues_set(dict, key(0), value);
              ck_assert_int_eq(weakvalues_size(dict), done));
    fail_each(memory_fail_at, done, done = weakvalues_set(dict, key(0), newer);
              struct object *now = weakvalues_get(dict, key(0));
              ck_assert_ptr_eq(now, done ? newer : value); decref(now));
    decref(value);
    decref(newer);
    drop(dict, values);
}
END_TEST

TESTS("weakvalues", W22_an_entry_goes_with_its_value, W22_an_overwritten_entry_stays,
      W22_an_entry_that_an_earlier_callback_has_set_stays,
      W22_a_cycle_goes_with_a_collection_that_returns_2, W22_what_cannot_be_a_key_or_a_value,
      W22_a_dictionary_in_a_cycle_is_collected, W22_a_dead_dictionary_is_not_called,
      W25_the_size_is_right_under_automatic_collection, every_allocation_fails_once)
