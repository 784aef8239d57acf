/* tracemalloc: traces of blocks, tracebacks, traced memory, free lists. */
#include "common/base/state.h"
#include "common/tests/test.h"
#include "common/tracing/tracemalloc.h"

/* The line of the call that made @p obj; 0: unknown. */
static int line_of(const struct object *obj)
{
    const struct traceback *traceback = tracemalloc_get_object_traceback(obj);

    return traceback == NULL ? 0 : traceback->places[0].line;
}

static size_t traced(void)
{
    size_t current, peak;

    tracemalloc_get_traced_memory(&current, &peak);
    return current;
}

static size_t traced_peak(void)
{
    size_t current, peak;

    tracemalloc_get_traced_memory(&current, &peak);
    return peak;
}

START_TEST(off_at_first)
{
    struct object *list = list_new(0);

    ck_assert(!tracemalloc_is_tracing());
    ck_assert_int_eq(tracemalloc_get_traceback_limit(), 1);
    ck_assert_ptr_null(tracemalloc_get_object_traceback(list));
    ck_assert_uint_eq(traced(), 0);
    decref(list);
}
END_TEST

START_TEST(start_checks_its_limit)
{
    ck_assert(!tracemalloc_start(0));
    expect_error("ValueError: the number of frames must be in range [1; 65535]");
    ck_assert(!tracemalloc_start(65536));
    error_clear();
    ck_assert(tracemalloc_start(3));
    ck_assert(tracemalloc_start(5)); /* already on: nothing changes */
    ck_assert_int_eq(tracemalloc_get_traceback_limit(), 3);
    tracemalloc_stop();
    ck_assert_int_eq(tracemalloc_get_traceback_limit(), 3);
}
END_TEST

START_TEST(an_object_is_traced_to_its_line)
{
    tracemalloc_start(1);
    int line = __LINE__ + 1;
    struct object *list = list_new(0);
    struct object *number = int_new(1000);
    struct object *text = str_new("text");
    ck_assert_int_eq(line_of(list), line);
    ck_assert_int_eq(line_of(number), line + 1);
    ck_assert_int_eq(line_of(text), line + 2);
    const char *file = tracemalloc_get_object_traceback(list)->places[0].file;
    ck_assert_ptr_nonnull(strstr(file, "test_tracemalloc.c"));
    decref(list);
    decref(number);
    decref(text);
}
END_TEST

START_TEST(what_was_made_before_is_unknown)
{
    struct object *list = list_new(0);

    tracemalloc_start(1);
    ck_assert_int_eq(line_of(list), 0);
    decref(list);
    list = list_new(0); /* the same block, from the free list: still unknown, as in CPython */
    ck_assert_int_eq(line_of(list), 0);
    decref(list);
    ck_assert_uint_eq(traced(), 0);
}
END_TEST

START_TEST(an_object_from_a_free_list_has_a_new_maker)
{
    tracemalloc_start(1);
    struct object *list = list_new(0);
    int line = line_of(list);
    decref(list);
    struct object *again = list_new(0);
    ck_assert_ptr_eq(again, list);
    ck_assert_int_eq(line_of(again), line + 3);
    decref(again);
}
END_TEST

START_TEST(traced_memory_follows_every_block)
{
    tracemalloc_start(1);
    void *small = memory_alloc(100), *large = memory_alloc(1000);
    ck_assert_uint_eq(traced(), 1100);
    memory_free(large);
    ck_assert_uint_eq(traced(), 100);
    ck_assert_uint_eq(traced_peak(), 1100);
    tracemalloc_reset_peak();
    ck_assert_uint_eq(traced_peak(), 100);
    small = memory_resize(small, 300);
    ck_assert_uint_eq(traced(), 300);
    ck_assert_uint_eq(traced_peak(), 300); /* not counted twice while it moves */
    memory_free(small);
    ck_assert_uint_eq(traced(), 0);
}
END_TEST

START_TEST(stop_forgets)
{
    tracemalloc_start(1);
    struct object *list = list_new(0);
    tracemalloc_stop();
    ck_assert(!tracemalloc_is_tracing());
    ck_assert_int_eq(line_of(list), 0);
    ck_assert_uint_eq(traced(), 0);
    decref(list);
}
END_TEST

static struct object *inner(void)
{
    FRAME();
    return int_new(1000);
}

static int line_in_outer, line_of_outer;

/* Allocates before it calls. */
static struct object *outer(void)
{
    FRAME();
    line_of_outer = __LINE__ - 1;
    decref(list_new(0));
    line_in_outer = __LINE__ + 1;
    struct object *number = AT_CALLER(inner());
    return number;
}

START_TEST(a_traceback_goes_from_the_most_recent_call_outwards)
{
    tracemalloc_start(3);
    struct object *number = AT_CALLER(outer());
    int line = __LINE__ - 1;
    const struct traceback *traceback = tracemalloc_get_object_traceback(number);
    ck_assert_int_eq(traceback->count, 3);
    ck_assert_int_eq(traceback->total, 3);
    ck_assert_int_lt(traceback->places[0].line, line_of_outer);
    ck_assert_int_eq(traceback->places[1].line, line_in_outer);
    ck_assert_int_eq(traceback->places[2].line, line);
    ck_assert_ptr_eq(runtime.frame, &runtime.outermost);
    decref(number);
}
END_TEST

/* Calls without a note, after it has allocated. */
static struct object *careless(void)
{
    FRAME();
    line_of_outer = __LINE__ - 1;
    decref(list_new(0));
    return inner();
}

START_TEST(a_call_that_is_not_noted_shows_no_line_of_another)
{
    tracemalloc_start(3);
    struct object *list = list_new(0), *number = careless();
    const struct traceback *traceback = tracemalloc_get_object_traceback(number);
    ck_assert_int_eq(traceback->count, 2);
    ck_assert_int_eq(traceback->places[1].line, line_of_outer);
    decref(number);
    decref(list);
}
END_TEST

/* Has no frame of its own. */
static struct object *helper(void)
{
    return list_new(0);
}

START_TEST(a_call_in_a_call_leads_back_to_its_line)
{
    struct object *list = AT_CALLER(helper());

    ck_assert_int_eq(runtime.frame->line, __LINE__ - 2);
    ck_assert(!runtime.frame->calling);
    decref(list);
}
END_TEST

START_TEST(equal_tracebacks_are_one)
{
    struct object *numbers[2];

    tracemalloc_start(4);
    for (int i = 0; i < 2; i++)
        numbers[i] = outer();
    ck_assert_ptr_eq(tracemalloc_get_object_traceback(numbers[0]),
                     tracemalloc_get_object_traceback(numbers[1]));
    decref(numbers[0]);
    decref(numbers[1]);
}
END_TEST

START_TEST(a_frame_pops_itself_and_only_itself)
{
    struct frame first = {.function = "first"}, second = {.function = "second"};

    frame_push(&first);
    frame_push(&second);
    expect_fatal("frame_pop: the frame of first is not the innermost one", (frame_pop(&first), 0));
    frame_pop(&second);
    frame_pop(&first);
    ck_assert_ptr_eq(runtime.frame, &runtime.outermost);
}
END_TEST

/* Many blocks, freed in another order: the table grows and its chains stay whole. */
START_TEST(a_hundred_thousand_traces)
{
    enum { COUNT = 100000 };
    void **blocks = malloc(COUNT * sizeof *blocks);

    tracemalloc_start(1);
    for (int i = 0; i < COUNT; i++)
        blocks[i] = memory_alloc(8);
    ck_assert_uint_eq(traced(), 8 * COUNT);
    for (int i = 0; i < COUNT; i++)
        memory_free(blocks[(i * 7919LL) % COUNT]);
    ck_assert_uint_eq(traced(), 0);
    ck_assert_uint_eq(tracemalloc.trace_count, 0);
    free(blocks);
}
END_TEST

TESTS("tracemalloc", off_at_first, start_checks_its_limit, an_object_is_traced_to_its_line,
      what_was_made_before_is_unknown, an_object_from_a_free_list_has_a_new_maker,
      traced_memory_follows_every_block, stop_forgets,
      a_traceback_goes_from_the_most_recent_call_outwards,
      a_call_that_is_not_noted_shows_no_line_of_another, a_call_in_a_call_leads_back_to_its_line,
      equal_tracebacks_are_one, a_frame_pops_itself_and_only_itself, a_hundred_thousand_traces)
