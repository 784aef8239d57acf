/* tracemalloc, point by point: T01 to T06 of the list derived from CPython's own test_tracemalloc.
 * T07 to T13 are in test_snapshot.c; T14, domains of a user's own, does not apply: there is one. */
#include "common/tests/test.h"
#include "common/tracing/tracemalloc.h"

static void expect_traced(size_t current, size_t peak)
{
    size_t now, most;

    tracemalloc_get_traced_memory(&now, &most);
    ck_assert_uint_eq(now, current);
    ck_assert_uint_eq(most, peak);
}

START_TEST(T01_off_at_first_then_started_and_stopped)
{
    ck_assert(!tracemalloc_is_tracing());
    expect_traced(0, 0);
    ck_assert(tracemalloc_start(1));
    ck_assert(tracemalloc_is_tracing());
    tracemalloc_stop();
    ck_assert(!tracemalloc_is_tracing());
    tracemalloc_stop();
}
END_TEST

START_TEST(T02_an_object_is_traced_to_the_line_that_made_it)
{
    struct object *before = list_new(0);

    ck_assert(tracemalloc_start(1));
    struct object *list = list_new(0);
    int line = __LINE__ - 1;
    const struct traceback *traceback = tracemalloc_get_object_traceback(list);
    ck_assert_int_eq(traceback->count, 1);
    ck_assert_str_eq(traceback->places[0].file, __FILE__);
    ck_assert_int_eq(traceback->places[0].line, line);
    ck_assert_ptr_null(tracemalloc_get_object_traceback(before));
    tracemalloc_stop();
    ck_assert_ptr_null(tracemalloc_get_object_traceback(list));
    decref(before);
    decref(list);
}
END_TEST

static struct object *make_deep(int depth)
{
    FRAME();
    return depth == 0 ? list_new(0) : AT_CALLER(make_deep(depth - 1));
}

START_TEST(T03_the_limit_cuts_a_traceback)
{
    ck_assert(!tracemalloc_start(-1));
    expect_error("ValueError: the number of frames must be in range [1; 65535]");
    ck_assert(!tracemalloc_start(1 << 30));
    expect_error("ValueError: the number of frames must be in range [1; 65535]");
    ck_assert(tracemalloc_start(3));
    ck_assert(tracemalloc_start(10));  /* on already: the limit stays */
    ck_assert(!tracemalloc_start(-1)); /* and is looked at first */
    expect_error("ValueError: the number of frames must be in range [1; 65535]");
    ck_assert_int_eq(tracemalloc_get_traceback_limit(), 3);
    struct object *deep = AT_CALLER(make_deep(4));
    struct object *shallow = AT_CALLER(make_deep(0));
    const struct traceback *traceback = tracemalloc_get_object_traceback(deep);
    ck_assert_int_eq(traceback->count, 3);
    ck_assert_int_eq(traceback->total, 6); /* five calls, and this function */
    ck_assert_int_eq(tracemalloc_get_object_traceback(shallow)->count, 2);
    tracemalloc_stop();
    ck_assert_int_eq(tracemalloc_get_traceback_limit(), 3);
    decref(deep);
    decref(shallow);
}
END_TEST

START_TEST(T04_traced_memory_grows_and_falls_and_the_peak_stays)
{
    ck_assert(tracemalloc_start(1));
    void *block = memory_alloc(1000);
    expect_traced(1000, 1000);
    void *other = memory_alloc(24);
    expect_traced(1024, 1024);
    memory_free(block);
    expect_traced(24, 1024);
    other = memory_resize(other, 100);
    expect_traced(100, 1024);
    memory_free(other);
    expect_traced(0, 1024);
    block = memory_alloc(7);
    tracemalloc_stop();
    expect_traced(0, 0);
    memory_free(block);
}
END_TEST

START_TEST(T05_reset_peak_starts_the_peak_anew)
{
    tracemalloc_reset_peak();
    ck_assert(tracemalloc_start(1));
    memory_free(memory_alloc(100000));
    expect_traced(0, 100000);
    tracemalloc_reset_peak();
    expect_traced(0, 0);
    memory_free(memory_alloc(500));
    expect_traced(0, 500);
    tracemalloc_stop();
}
END_TEST

START_TEST(T06_an_object_from_a_free_list_is_traced_to_its_new_maker)
{
    ck_assert(tracemalloc_start(1));
    struct object *first = list_new(0);
    uintptr_t address = (uintptr_t)first;
    decref(first);
    struct object *second = list_new(0);
    int line = __LINE__ - 1;
    ck_assert_uint_eq((uintptr_t)second, address);
    ck_assert_int_eq(tracemalloc_get_object_traceback(second)->places[0].line, line);
    tracemalloc_stop();
    decref(second);
    ck_assert(tracemalloc_start(1));
    struct object *third = list_new(0); /* its block is older than the trace */
    ck_assert_uint_eq((uintptr_t)third, address);
    ck_assert_ptr_null(tracemalloc_get_object_traceback(third));
    decref(third);
    tracemalloc_stop();
}
END_TEST

TESTS("tracing", T01_off_at_first_then_started_and_stopped,
      T02_an_object_is_traced_to_the_line_that_made_it, T03_the_limit_cuts_a_traceback,
      T04_traced_memory_grows_and_falls_and_the_peak_stays, T05_reset_peak_starts_the_peak_anew,
      T06_an_object_from_a_free_list_is_traced_to_its_new_maker)
