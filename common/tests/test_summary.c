/* Counting by type: what is counted, in which order, and what a difference says. */
#include "common/looking/summary.h"

#include "common/objects/sys.h"
#include "common/tests/fail_untraced.h"
#include "common/tests/test.h"

static void expect_row(const struct summary_row *row, const char *name, ptrdiff_t count,
                       ptrdiff_t size)
{
    ck_assert_ptr_nonnull(row);
    ck_assert_str_eq(row->type_name, name);
    ck_assert_int_eq(row->count, count);
    ck_assert_int_eq(row->size, size);
}

START_TEST(a_summary_counts_by_type_the_largest_first)
{
    struct object *objects = list_new(0), *empty = tuple_new(0);
    struct summary summary = {0};

    for (int i = 0; i < 3; i++)
        list_append(objects, none());
    list_append(objects, objects);
    list_append(objects, empty);
    ck_assert(summary_summarize(&summary, objects));
    ck_assert_uint_eq(summary.count, 3);
    expect_row(&summary.rows[0], "list", 1, (ptrdiff_t)sys_getsizeof(objects));
    expect_row(&summary.rows[1], "NoneType", 3, 48);
    expect_row(&summary.rows[2], "tuple", 1, 40);
    ck_assert_ptr_eq(summary_find(&summary, "tuple"), &summary.rows[2]);
    ck_assert_ptr_null(summary_find(&summary, "tupl"));
    list_clear(objects);
    ck_assert(summary_summarize(&summary, objects)); /* from nothing again */
    ck_assert_uint_eq(summary.count, 0);
    summary_free(&summary);
    decref(empty);
    decref(objects);
}
END_TEST

START_TEST(equal_rows_stand_in_the_order_of_first_sight)
{
    static const char *const names[] = {"Q", "A", "Z"};
    struct object *objects = list_new(0);
    struct summary summary = {0};

    for (int i = 0; i < 3; i++) {
        struct object *cls = class_new_plain(names[i]), *obj = instance_new(cls);
        list_append(objects, obj);
        decref(obj);
        decref(cls);
    }
    ck_assert(summary_summarize(&summary, objects));
    for (int i = 0; i < 3; i++)
        ck_assert_str_eq(summary.rows[i].type_name, names[i]);
    summary_free(&summary);
    decref(objects);
}
END_TEST

START_TEST(a_difference_has_every_type_of_either)
{
    struct object *before = list_pack(2, none(), none()), *after = list_new(0);
    struct summary left = {0}, right = {0}, diff = {0};
    struct object *number = int_new(1000);

    list_append(before, number);
    list_append(after, number);
    list_append(after, before);
    ck_assert(summary_summarize(&left, before));
    ck_assert(summary_summarize(&right, after));
    ck_assert(summary_get_diff(&diff, &left, &right));
    ck_assert_uint_eq(diff.count, 3);
    expect_row(&diff.rows[0], "list", 1, (ptrdiff_t)sys_getsizeof(before));
    expect_row(&diff.rows[1], "int", 0, 0);
    expect_row(&diff.rows[2], "NoneType", -2, -32);
    summary_free(&left);
    summary_free(&right);
    summary_free(&diff);
    decref(number);
    decref(before);
    decref(after);
}
END_TEST

static bool contains(struct object *list, const struct object *wanted)
{
    int found = 0;

    for (intptr_t i = 0; i < list_size(list); i++)
        found += list_get(list, i) == wanted;
    ck_assert_int_le(found, 1);
    return found == 1;
}

START_TEST(muppy_finds_the_untracked_that_containers_hold)
{
    struct object *number = int_new(1000), *text = str_new("held twice"), *lonely = int_new(2000);
    struct object *untracked = dict_new(), *holder = list_pack(4, number, text, text, untracked);

    dict_set_str(untracked, "key", lonely);
    struct object *garbage = list_new(0), *outer = list_pack(1, holder);
    list_append(garbage, garbage);
    decref(garbage);
    struct object *objects = muppy_get_objects();
    ck_assert(contains(objects, holder));
    ck_assert(contains(objects, outer));
    ck_assert(contains(objects, number));
    ck_assert(contains(objects, text));
    ck_assert(contains(objects, untracked));
    ck_assert(!contains(objects, lonely)); /* one level of untracked objects, as muppy has it */
    ck_assert(!contains(objects, objects));
    ck_assert(!contains(objects, garbage));
    decref(objects);
    decref(number);
    decref(text);
    decref(lonely);
    decref(untracked);
    decref(outer);
    decref(holder);
}
END_TEST

START_TEST(typestats_and_count_see_what_is_tracked)
{
    struct summary before = {0}, after = {0};
    struct object *cls = class_new_plain("Node"), *nodes[3], *dict = dict_new();

    ck_assert(objgraph_typestats(&before));
    for (int i = 0; i < 3; i++)
        nodes[i] = instance_new(cls);
    ck_assert(objgraph_typestats(&after));
    expect_row(summary_find(&after, "Node"), "Node", 3, 3 * (ptrdiff_t)sys_getsizeof(nodes[0]));
    ck_assert_ptr_null(summary_find(&after, "dict")); /* untracked */
    ck_assert_ptr_null(summary_find(&before, "Node"));
    ck_assert_uint_eq(objgraph_count("Node"), 3);
    ck_assert_uint_eq(objgraph_count("dict"), 0);
    ck_assert_uint_eq(objgraph_count("int"), 0);
    ck_assert_int_ge(after.rows[0].count, after.rows[1].count);
    for (int i = 0; i < 3; i++)
        decref(nodes[i]);
    decref(dict);
    decref(cls);
    summary_free(&before);
    summary_free(&after);
}
END_TEST

START_TEST(growth_remembers_the_peaks)
{
    struct summary growth = {0}, peaks = {0};
    struct object *keep = list_new(0);

    ck_assert(objgraph_growth(&growth, &peaks));
    ck_assert_ptr_nonnull(summary_find(&growth, "list")); /* the first call tells all */
    ck_assert(objgraph_growth(&growth, &peaks));
    ck_assert_uint_eq(growth.count, 0);
    for (int i = 0; i < 5; i++) {
        struct object *list = list_new(0);
        list_append(keep, list);
        decref(list);
    }
    struct object *garbage = list_new(0); /* is collected before it is counted */
    list_append(garbage, garbage);
    decref(garbage);
    ck_assert(objgraph_growth(&growth, &peaks));
    ck_assert_uint_eq(growth.count, 1);
    ck_assert_int_eq(growth.rows[0].growth, 5);
    ck_assert_int_eq(growth.rows[0].count, (ptrdiff_t)objgraph_count("list"));
    list_delete(keep, 4);
    struct object *again = list_new(0); /* as many as before, and no more */
    ck_assert(objgraph_growth(&growth, &peaks));
    ck_assert_uint_eq(growth.count, 0);
    decref(again);
    summary_free(&growth);
    summary_free(&peaks);
    decref(keep);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls), *objects;
    struct summary summary = {0}, peaks = {0}, diff = {0};
    struct object *number = int_new(1000);
    bool done;

    object_setattr(node, "number", number);
    fail_each(memory_fail_at, objects, objects = muppy_get_objects());
    decref(objects);
    fail_each(fail_untraced_at, objects, objects = muppy_get_objects());
    fail_each(memory_fail_at, done, done = summary_summarize(&summary, objects));
    decref(objects);
    fail_each(memory_fail_at, done, done = summary_get_diff(&diff, &peaks, &summary));
    ck_assert_uint_eq(diff.count, summary.count);
    summary_free(&summary);
    fail_each(memory_fail_at, done, done = objgraph_typestats(&summary));
    summary_free(&summary);
    fail_each(memory_fail_at, done, done = objgraph_growth(&summary, &peaks);
              ck_assert_uint_eq(peaks.count, summary.count)); /* none of either when it failed */
    summary_free(&summary);
    summary_free(&peaks);
    summary_free(&diff);
    decref(number);
    decref(node);
    decref(cls);
}
END_TEST

TESTS("summary", a_summary_counts_by_type_the_largest_first,
      equal_rows_stand_in_the_order_of_first_sight, a_difference_has_every_type_of_either,
      muppy_finds_the_untracked_that_containers_hold, typestats_and_count_see_what_is_tracked,
      growth_remembers_the_peaks, every_allocation_fails_once)
