/* The census: who is alive, by type and by the line that made them. */
#include "common/tests/test.h"
#include "common/tracing/tracemalloc.h"

#include "common/tracing/census.h"

enum { ROWS = 8 };

static struct census_row rows[ROWS];
static size_t row_count, object_count;

static void take(void)
{
    row_count = census_take(rows, ROWS, &object_count);
}

START_TEST(nobody_is_alive_at_first)
{
    tracemalloc_start(1);
    take();
    ck_assert_uint_eq(row_count, 0);
    ck_assert_uint_eq(object_count, 0);
}
END_TEST

START_TEST(the_living_by_type_and_line)
{
    struct object *lists[3], *number;

    tracemalloc_start(1);
    int line = __LINE__ + 2;
    for (int i = 0; i < 3; i++)
        lists[i] = list_new(2);
    number = int_new(1000);
    take();
    ck_assert_uint_eq(row_count, 2);
    ck_assert_uint_eq(object_count, 4);
    ck_assert_str_eq(rows[0].type_name, "list");
    ck_assert_uint_eq(rows[0].count, 3);
    ck_assert_int_eq(rows[0].place.line, line);
    ck_assert_int_eq(rows[0].refcount, 1);
    ck_assert_uint_eq(rows[0].bytes, 3 * 56);
    ck_assert_str_eq(rows[1].type_name, "int");
    ck_assert_uint_eq(rows[1].count, 1);
    for (int i = 0; i < 3; i++)
        decref(lists[i]);
    decref(number);
}
END_TEST

START_TEST(the_dead_are_not_counted)
{
    tracemalloc_start(1);
    decref(list_new(0)); /* waits in the free list */
    decref(int_new(1000));
    take();
    ck_assert_uint_eq(object_count, 0);
}
END_TEST

START_TEST(shared_atoms_are_not_counted)
{
    tracemalloc_start(1);
    struct object *seven = int_new(7), *empty = tuple_new(0);
    take();
    ck_assert_uint_eq(object_count, 0);
    decref(seven);
    decref(empty);
}
END_TEST

START_TEST(a_callers_buffer_comes_last)
{
    tracemalloc_start(1);
    void *buffer = memory_alloc(5), *another = memory_alloc(6);
    struct object *number = int_new(1000);
    take();
    ck_assert_uint_eq(row_count, 2);
    ck_assert_uint_eq(object_count, 3);
    ck_assert_str_eq(rows[0].type_name, "int");
    ck_assert_str_eq(rows[1].type_name, "buffer");
    ck_assert_uint_eq(rows[1].count, 2);
    ck_assert_uint_eq(rows[1].bytes, 11);
    memory_free(buffer);
    memory_free(another);
    decref(number);
}
END_TEST

START_TEST(instances_by_the_name_of_their_class)
{
    tracemalloc_start(1);
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);
    take();
    ck_assert_uint_eq(object_count, 2);
    ck_assert_str_eq(rows[0].type_name, "Node");
    ck_assert_str_eq(rows[1].type_name, "type");
    decref(node);
    decref(cls);
}
END_TEST

START_TEST(a_row_too_many_is_left_out_but_counted)
{
    struct object *objects[ROWS + 1];

    tracemalloc_start(1);
    objects[0] = int_new(1000);
    objects[1] = int_new(1000);
    objects[2] = int_new(1000);
    objects[3] = int_new(1000);
    objects[4] = int_new(1000);
    objects[5] = int_new(1000);
    objects[6] = int_new(1000);
    objects[7] = int_new(1000);
    objects[8] = int_new(1000);
    take();
    ck_assert_uint_eq(row_count, ROWS);
    ck_assert_uint_eq(object_count, ROWS + 1);
    for (int i = 0; i <= ROWS; i++)
        decref(objects[i]);
}
END_TEST

START_TEST(without_the_tracer_nobody_is_known)
{
    struct object *list = list_new(0);

    take();
    ck_assert_uint_eq(object_count, 0);
    decref(list);
}
END_TEST

TESTS("census", nobody_is_alive_at_first, the_living_by_type_and_line, the_dead_are_not_counted,
      shared_atoms_are_not_counted, a_callers_buffer_comes_last,
      instances_by_the_name_of_their_class, a_row_too_many_is_left_out_but_counted,
      without_the_tracer_nobody_is_known)
