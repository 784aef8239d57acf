/* snapshots: taking and filtering them. Names begin with the id of the line that they prove
 * in the list derived from CPython's own test_tracemalloc; the traces are those of its tests. */
#include "common/tracing/snapshot.h"

#include "common/tests/fail_untraced.h"
#include "common/tests/stacks.h"
#include "common/tests/test.h"
#include "common/tracing/tracemalloc.h"

/* ---- taking ---------------------------------------------------------------------------------- */

static struct object *make_list(void)
{
    FRAME();
    return list_new(0);
}

START_TEST(T07_equal_tracebacks_are_one)
{
    struct object *lists[3];

    ck_assert(tracemalloc_start(5));
    for (int i = 0; i < 3; i++)
        lists[i] = AT_CALLER(make_list());
    struct snapshot *snapshot = tracemalloc_take_snapshot();
    ck_assert_uint_eq(snapshot->count, 3);
    ck_assert_uint_eq(snapshot->distinct, 1);
    ck_assert_int_eq(snapshot->traceback_limit, 5);
    ck_assert_ptr_eq(snapshot->traces[0].traceback, snapshot->traces[2].traceback);
    ck_assert_ptr_ne(snapshot->traces[0].traceback, tracemalloc_get_object_traceback(lists[0]));
    for (int i = 0; i < 3; i++)
        decref(lists[i]);
    tracemalloc_stop();
    ck_assert_str_eq(snapshot->traces[0].traceback->places[0].file, __FILE__); /* its own copy */
    ck_assert_int_eq(snapshot->traces[0].traceback->count, 2);
    snapshot_free(snapshot);
}
END_TEST

START_TEST(T08_a_snapshot_needs_tracing)
{
    ck_assert_ptr_null(tracemalloc_take_snapshot());
    expect_error("RuntimeError: the tracemalloc module must be tracing memory allocations to take "
                 "a snapshot");
}
END_TEST

START_TEST(a_snapshot_does_not_show_another)
{
    size_t current, peak;

    ck_assert(tracemalloc_start(1));
    struct snapshot *first = tracemalloc_take_snapshot();
    struct snapshot *second = tracemalloc_take_snapshot();
    ck_assert_uint_eq(first->count, 0);
    ck_assert_uint_eq(second->count, 0);
    tracemalloc_get_traced_memory(&current, &peak);
    ck_assert_uint_eq(peak, 0);
    ck_assert_uint_eq(blocks_made(), 0);
    tracemalloc_stop();
    snapshot_free(first);
    snapshot_free(second);
    snapshot_free(NULL);
}
END_TEST

START_TEST(a_leak_is_the_first_difference)
{
    ck_assert(tracemalloc_start(1));
    void *kept = memory_alloc(100);
    struct snapshot *before = tracemalloc_take_snapshot();
    void *leak = memory_alloc(4000);
    int line = __LINE__ - 1;
    struct snapshot *after = tracemalloc_take_snapshot();
    struct statistics *differences = snapshot_compare_to(after, before, SNAPSHOT_BY_LINE);
    ck_assert_uint_eq(differences->count, 2);
    ck_assert_int_eq(differences->rows[0].place.line, line);
    ck_assert_int_eq(differences->rows[0].size_diff, 4000);
    ck_assert_int_eq(differences->rows[1].size_diff, 0);
    statistics_free(differences);
    snapshot_free(before);
    snapshot_free(after);
    memory_free(kept);
    memory_free(leak);
    tracemalloc_stop();
}
END_TEST

/* ---- filters --------------------------------------------------------------------------------- */

/* How many of the old snapshot's six traces the filters keep. */
static size_t kept_by(const struct snapshot_filter *filters, size_t count)
{
    struct snapshot *all = old_snapshot();
    struct snapshot *kept = snapshot_filter_traces(all, filters, count);
    size_t result = kept->count;

    ck_assert_int_eq(kept->traceback_limit, 2);
    snapshot_free(all);
    for (size_t i = 0; i < kept->count; i++) /* its tracebacks are its own */
        ck_assert_ptr_nonnull(kept->traces[i].traceback->places[0].file);
    snapshot_free(kept);
    return result;
}

#define INCLUDE(...)                                                                               \
    {                                                                                              \
        .inclusive = true, .pattern = __VA_ARGS__                                                  \
    }
#define EXCLUDE(...)                                                                               \
    {                                                                                              \
        .inclusive = false, .pattern = __VA_ARGS__                                                 \
    }
#define KEPT_BY(...)                                                                               \
    kept_by((const struct snapshot_filter[]){__VA_ARGS__},                                         \
            sizeof((const struct snapshot_filter[]){__VA_ARGS__}) /                                \
                sizeof(struct snapshot_filter))

START_TEST(T09_include_and_exclude)
{
    ck_assert_uint_eq(kept_by(NULL, 0), 6);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("a.py")), 4);
    ck_assert_uint_eq(KEPT_BY(EXCLUDE("a.py")), 2);
    ck_assert_uint_eq(KEPT_BY(EXCLUDE("a.py"), EXCLUDE("b.py")), 1);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("a.py"), INCLUDE("b.py")), 5);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("*.py"), EXCLUDE("b.py")), 4);
    ck_assert_uint_eq(KEPT_BY(EXCLUDE("*")), 0);
}
END_TEST

START_TEST(T09_lines_and_zero_is_one)
{
    ck_assert_uint_eq(KEPT_BY(INCLUDE("a.py", .one_line = true, .line = 2)), 3);
    ck_assert_uint_eq(KEPT_BY(EXCLUDE("a.py", .one_line = true, .line = 2)), 3);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("<unknown>", .one_line = true, .line = 0)), 1);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("a.py", .one_line = true, .line = 0)), 0);
}
END_TEST

START_TEST(T09_wildcards)
{
    ck_assert_uint_eq(KEPT_BY(INCLUDE("*")), 6);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("?.py")), 5);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("[!a].py")), 1);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("[ab].p*")), 5);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("A.py")), 0);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("a")), 0);
}
END_TEST

START_TEST(T09_all_frames)
{
    ck_assert_uint_eq(KEPT_BY(INCLUDE("b.py")), 1);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("b.py", .all_frames = true)), 5);
    ck_assert_uint_eq(KEPT_BY(EXCLUDE("b.py", .all_frames = true)), 1);
    ck_assert_uint_eq(KEPT_BY(INCLUDE("b.py", .one_line = true, .line = 4, .all_frames = true)), 4);
}
END_TEST

/* ---- running out of memory ------------------------------------------------------------------- */

START_TEST(every_allocation_fails_once)
{
    const struct snapshot_filter filter = INCLUDE("a.py");
    struct snapshot *old, *new, *kept;
    struct statistics *statistics;
    void *blocks[2];

    ck_assert(tracemalloc_start(1));
    blocks[0] = memory_alloc(1);
    blocks[1] = memory_alloc(2);
    fail_each(fail_untraced_at, kept, kept = tracemalloc_take_snapshot());
    ck_assert_uint_eq(kept->distinct, 2);
    snapshot_free(kept);
    tracemalloc_stop();
    memory_free(blocks[0]);
    memory_free(blocks[1]);
    fail_each(fail_untraced_at, old, old = old_snapshot());
    new = new_snapshot();
    fail_each(fail_untraced_at, kept, kept = snapshot_filter_traces(old, &filter, 1));
    ck_assert_uint_eq(kept->count, 4);
    snapshot_free(kept);
    fail_each(fail_untraced_at, statistics,
              statistics = snapshot_statistics(old, SNAPSHOT_BY_TRACEBACK));
    statistics_free(statistics);
    fail_each(fail_untraced_at, statistics,
              statistics = snapshot_compare_to(new, old, SNAPSHOT_BY_FILE));
    statistics_free(statistics);
    snapshot_free(old);
    snapshot_free(new);
}
END_TEST

TESTS("snapshot", T07_equal_tracebacks_are_one, T08_a_snapshot_needs_tracing,
      a_snapshot_does_not_show_another, a_leak_is_the_first_difference, T09_include_and_exclude,
      T09_lines_and_zero_is_one, T09_wildcards, T09_all_frames, every_allocation_fails_once)
