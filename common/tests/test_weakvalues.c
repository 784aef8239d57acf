/* WeakValueDictionary: entries go with their values, at once or after an iteration. Names begin
 * with the id of the line that they prove in the list derived from CPython's own test_weakref; of
 * W22 to W24, copy, pop, popitem, clear, update and setdefault do not apply: there is none. */
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
    ck_assert(weakvalues_contains(dict, key(1)));
    decref(value);
    ck_assert(!weakvalues_contains(dict, key(1)));
    ck_assert_ptr_null(weakvalues_get(dict, key(1)));
    ck_assert_int_eq(weakvalues_size(dict), 2);
    ck_assert(!weakvalues_delete(dict, key(1)));
    expect_error("KeyError: 1");
    ck_assert(weakvalues_delete(dict, key(0)));
    ck_assert_int_eq(weakvalues_size(dict), 1);
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
    ck_assert(weakvalues_contains(dict, key(0)));
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
    ck_assert(!weakvalues_delete(dict, values));
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

START_TEST(W23_a_value_may_die_during_an_iteration)
{
    struct object *values, *dict = filled(4, &values), *k, *v;
    struct weakvalues_iterator items;
    int seen = 0;

    weakvalues_begin(&items, dict);
    while (weakvalues_next(&items, &k, &v)) {
        ck_assert_ptr_eq(v, list_get(values, 0));
        list_delete(values, 0); /* the iteration keeps this one for the moment */
        ck_assert_int_eq(refcount(v), 1);
        ck_assert_int_eq(int_value(k), seen++);
    }
    ck_assert_str_eq(error_message(), "");
    ck_assert_int_eq(seen, 4);
    weakvalues_end(&items);
    ck_assert_int_eq(weakvalues_size(dict), 0);
    drop(dict, values);
}
END_TEST

START_TEST(W23_the_dead_do_not_come_up)
{
    struct object *values, *dict = filled(3, &values), *k, *v;
    struct weakvalues_iterator items;

    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    list_delete(values, 1);
    ck_assert(weakvalues_next(&items, &k, &v));
    ck_assert_int_eq(int_value(k), 2);
    ck_assert(!weakvalues_next(&items, &k, &v));
    ck_assert(!weakvalues_next(&items, &k, &v));
    ck_assert_int_eq(weakvalues_size(dict), 2);
    drop(dict, values);
}
END_TEST

START_TEST(W23_only_the_last_of_two_iterations_takes_the_dead_out)
{
    struct object *values, *dict = filled(3, &values), *k, *v;
    struct weakvalues_iterator outer, inner;

    weakvalues_begin(&outer, dict);
    weakvalues_begin(&inner, dict);
    ck_assert(weakvalues_next(&outer, &k, &v));
    list_delete(values, 1);
    weakvalues_end(&inner);
    ck_assert(weakvalues_next(&outer, &k, &v)); /* no change of size */
    weakvalues_end(&outer);
    ck_assert_int_eq(weakvalues_size(dict), 2);
    drop(dict, values);
}
END_TEST

START_TEST(W23_what_died_last_is_taken_out_first)
{
    struct object *values, *dict = filled(0, &values), *k, *v;
    struct weakvalues_iterator items;

    for (int i = 0; i < 4; i++) {
        struct object *teller_key = teller(i), *value = node();
        weakvalues_set(dict, teller_key, value);
        list_append(values, value);
        decref(teller_key);
        decref(value);
    }
    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    list_delete(values, 1);
    list_delete(values, 1);
    weakvalues_end(&items);
    expect_story("2 1");
    drop(dict, values);
    expect_story("0 3");
}
END_TEST

START_TEST(W24_a_call_during_an_iteration_takes_the_dead_out_and_the_iteration_notices)
{
    struct object *values, *dict = filled(3, &values), *k, *v;
    struct weakvalues_iterator items;

    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    list_delete(values, 2);
    ck_assert_int_eq(weakvalues_size(dict), 2);
    ck_assert(!weakvalues_next(&items, &k, &v));
    expect_error("RuntimeError: dictionary changed size during iteration");
    ck_assert(!weakvalues_next(&items, &k, &v));
    drop(dict, values);
}
END_TEST

START_TEST(W24_changes_while_removals_are_pending)
{
    struct object *values, *dict = filled(4, &values), *k, *v, *newer = node();
    struct weakvalues_iterator items;

    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    list_delete(values, 1);
    ck_assert(weakvalues_set(dict, key(1), newer)); /* after the dead one was taken out */
    list_delete(values, 1);
    ck_assert(!weakvalues_delete(dict, key(2)));
    expect_error("KeyError: 2");
    ck_assert_int_eq(weakvalues_size(dict), 3);
    weakvalues_end(&items);
    ck_assert(weakvalues_contains(dict, key(1)));
    decref(newer);
    drop(dict, values);
}
END_TEST

START_TEST(W24_the_same_size_with_other_keys)
{
    struct object *values, *dict = filled(2, &values), *k, *v, *newer = node();
    struct weakvalues_iterator items;

    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    ck_assert(weakvalues_delete(dict, key(0)));
    ck_assert(weakvalues_set(dict, key(7), newer));
    ck_assert(weakvalues_next(&items, &k, &v));
    ck_assert(!weakvalues_next(&items, &k, &v));
    expect_error("RuntimeError: dictionary keys changed during iteration");
    decref(newer);
    drop(dict, values);
}
END_TEST

static struct object *spoiled;

/* A key that takes the entry of the key 1 out as it goes. */
static void spoil(struct object *self)
{
    (void)self;
    ck_assert(weakvalues_delete(spoiled, key(1)));
}

START_TEST(W24_releasing_a_key_may_take_the_next_entry_out)
{
    struct object *values, *dict = filled(0, &values), *k, *v, *value = node();
    struct object *spoiler_class = class_new(&(struct class_spec){"Spoiler", .finalize = spoil});
    struct object *spoiler = instance_new(spoiler_class);
    struct weakvalues_iterator items;

    spoiled = dict;
    ck_assert(weakvalues_set(dict, spoiler, value));
    ck_assert(weakvalues_set(dict, key(1), value));
    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    ck_assert(weakvalues_delete(dict, spoiler));
    ck_assert(weakvalues_set(dict, key(2), value)); /* the same size again */
    decref(spoiler);                                /* the iteration owns the last reference */
    ck_assert(weakvalues_next(&items, &k, &v));
    ck_assert_int_eq(int_value(k), 1);
    ck_assert_ptr_eq(v, value);
    ck_assert(!weakvalues_contains(dict, key(1)));
    weakvalues_end(&items);
    decref(spoiler_class);
    decref(value);
    drop(dict, values);
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

START_TEST(a_callback_without_memory_loses_nothing)
{
    struct object *values, *dict = filled(2, &values), *k, *v;
    struct weakvalues_iterator items;

    weakvalues_begin(&items, dict);
    ck_assert(weakvalues_next(&items, &k, &v));
    memory_fail_at(1);
    list_set(values, 1, newref(none())); /* its value dies, and its key cannot be noted */
    ck_assert_uint_eq(runtime.error.unraisable, 1);
    weakvalues_end(&items);
    ck_assert(weakvalues_contains(dict, key(0)));
    ck_assert(!weakvalues_contains(dict, key(1)));
    ck_assert_int_eq(weakvalues_size(dict), 2); /* the dead entry stays, as in Python */
    drop(dict, values);
}
END_TEST

TESTS("weakvalues", W22_an_entry_goes_with_its_value, W22_an_overwritten_entry_stays,
      W22_an_entry_that_an_earlier_callback_has_set_stays,
      W22_a_cycle_goes_with_a_collection_that_returns_2, W22_what_cannot_be_a_key_or_a_value,
      W22_a_dictionary_in_a_cycle_is_collected, W22_a_dead_dictionary_is_not_called,
      W23_a_value_may_die_during_an_iteration, W23_the_dead_do_not_come_up,
      W23_only_the_last_of_two_iterations_takes_the_dead_out, W23_what_died_last_is_taken_out_first,
      W24_a_call_during_an_iteration_takes_the_dead_out_and_the_iteration_notices,
      W24_changes_while_removals_are_pending, W24_the_same_size_with_other_keys,
      W24_releasing_a_key_may_take_the_next_entry_out,
      W25_the_size_is_right_under_automatic_collection, every_allocation_fails_once,
      a_callback_without_memory_loses_nothing)
