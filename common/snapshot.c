/*
 * Copies of the tracer's tables, and sums over them. See snapshot.h.
 *
 * Everything is done by sorting: equal tracebacks stand next to each other in a snapshot, so each
 * is copied once; equal groups stand next to each other in statistics, so their sums are one walk,
 * and a comparison is one walk over two.
 */
#include "common/snapshot.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "common/error.h"
#include "common/runtime.h"

/* ---- orders ---------------------------------------------------------------------------------- */

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(struct place a, struct place b)
{
    int order = a.file == b.file ? 0 : strcmp(a.file, b.file);

    return order != 0 ? order : (a.line > b.line) - (a.line < b.line);
}

/* The oldest frames count first, as in Python, where they stand first. */
static int compare_tracebacks(const struct traceback *a, const struct traceback *b)
{
    int order = 0;

    for (int i = 1; order == 0 && i <= a->count && i <= b->count; i++)
        order = compare_places(a->places[a->count - i], b->places[b->count - i]);
    return order != 0 ? order : a->count - b->count;
}

static int compare_traces(const void *first, const void *second)
{
    const struct snapshot_trace *a = first, *b = second;
    int order = 0;

    if (a->traceback != b->traceback)
        order = compare_tracebacks(a->traceback, b->traceback);
    if (order == 0)
        order = a->traceback->total - b->traceback->total;
    return order != 0 ? order : compare_sizes(a->size, b->size);
}

static int compare_groups(const void *first, const void *second)
{
    const struct statistic *a = first, *b = second;

    return a->traceback == NULL ? compare_places(a->place, b->place)
                                : compare_tracebacks(a->traceback, b->traceback);
}

static int descending_by_size(const void *first, const void *second)
{
    const struct statistic *a = first, *b = second;
    int order = compare_sizes(b->size, a->size);

    if (order == 0)
        order = compare_sizes(b->count, a->count);
    return order != 0 ? order : compare_groups(b, a);
}

static size_t magnitude(ptrdiff_t difference)
{
    return difference < 0 ? 0 - (size_t)difference : (size_t)difference;
}

static int descending_by_difference(const void *first, const void *second)
{
    const struct statistic *a = first, *b = second;
    int order = compare_sizes(magnitude(b->size_diff), magnitude(a->size_diff));

    if (order == 0)
        order = compare_sizes(b->size, a->size);
    if (order == 0)
        order = compare_sizes(magnitude(b->count_diff), magnitude(a->count_diff));
    if (order == 0)
        order = compare_sizes(b->count, a->count);
    return order != 0 ? order : compare_groups(b, a);
}

/* ---- snapshots ------------------------------------------------------------------------------- */

/* With room for @room traces, none there yet. */
static struct snapshot *snapshot_alloc(size_t room, int limit)
{
    struct snapshot *snapshot =
        memory_untraced_alloc(sizeof *snapshot + room * sizeof snapshot->traces[0]);

    if (snapshot == NULL)
        return error_no_memory();
    *snapshot = (struct snapshot){.traceback_limit = limit};
    return snapshot;
}

static const struct traceback *copy_traceback(const struct traceback *traceback)
{
    size_t size = sizeof *traceback + (size_t)traceback->count * sizeof traceback->places[0];
    struct traceback *copy = memory_untraced_alloc(size);

    return copy == NULL ? NULL : memcpy(copy, traceback, size);
}

static bool same_traceback(const struct traceback *a, const struct traceback *b)
{
    return a == b || (a->total == b->total && compare_tracebacks(a, b) == 0);
}

/* The traces are in, with borrowed tracebacks: sorts them and makes the tracebacks the snapshot's
 * own. NULL: no memory, and the snapshot is gone. */
static struct snapshot *complete(struct snapshot *snapshot)
{
    const struct traceback *borrowed = NULL, *own = NULL;

    qsort(snapshot->traces, snapshot->count, sizeof snapshot->traces[0], compare_traces);
    for (size_t i = 0; i < snapshot->count; i++) {
        struct snapshot_trace *trace = &snapshot->traces[i];
        if (borrowed == NULL || !same_traceback(borrowed, trace->traceback)) {
            borrowed = trace->traceback;
            own = copy_traceback(borrowed);
            snapshot->distinct++;
        }
        if (own == NULL) {
            snapshot->count = i;
            snapshot_free(snapshot);
            return error_no_memory();
        }
        trace->traceback = own;
    }
    return snapshot;
}

struct snapshot *snapshot_new(const struct snapshot_trace *traces, size_t count, int limit)
{
    struct snapshot *snapshot = snapshot_alloc(count, limit);

    if (snapshot == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        snapshot->traces[snapshot->count++] = traces[i];
    return complete(snapshot);
}

struct snapshot *tracemalloc_take_snapshot(void)
{
    if (!tracemalloc_is_tracing()) {
        error_set(ERROR_RUNTIME, "the tracemalloc module must be tracing memory allocations to "
                                 "take a snapshot");
        return NULL;
    }
    struct snapshot *snapshot =
        snapshot_alloc(runtime.tracer.trace_count, tracemalloc_get_traceback_limit());
    if (snapshot == NULL)
        return NULL;
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace))
        snapshot->traces[snapshot->count++] =
            (struct snapshot_trace){trace->size, trace->traceback};
    return complete(snapshot);
}

void snapshot_free(struct snapshot *snapshot)
{
    const struct traceback *last = NULL;

    for (size_t i = 0; snapshot != NULL && i < snapshot->count; i++) {
        const struct traceback *own = snapshot->traces[i].traceback;
        if (own != last)
            memory_untraced_free((void *)(uintptr_t)last);
        last = own;
    }
    memory_untraced_free((void *)(uintptr_t)last);
    memory_untraced_free(snapshot);
}

/* ---- filters --------------------------------------------------------------------------------- */

static bool filter_matches(const struct snapshot_filter *filter, const struct traceback *traceback)
{
    int frames = filter->all_frames ? traceback->count : 1;

    for (int i = 0; i < frames; i++) {
        struct place place = traceback->places[i];
        if (filter->one_line && place.line != filter->line)
            continue;
        if (fnmatch(filter->pattern, place.file, FNM_NOESCAPE) == 0)
            return true;
    }
    return false;
}

static bool passes(const struct traceback *traceback, const struct snapshot_filter *filters,
                   size_t count)
{
    bool must_match = false, matched = false;

    for (size_t i = 0; i < count; i++) {
        bool match = filter_matches(&filters[i], traceback);
        if (match && !filters[i].inclusive)
            return false;
        must_match = must_match || filters[i].inclusive;
        matched = matched || match;
    }
    return matched || !must_match;
}

struct snapshot *snapshot_filter_traces(const struct snapshot *snapshot,
                                        const struct snapshot_filter *filters, size_t count)
{
    struct snapshot *kept = snapshot_alloc(snapshot->count, snapshot->traceback_limit);

    if (kept == NULL)
        return NULL;
    for (size_t i = 0; i < snapshot->count; i++)
        if (passes(snapshot->traces[i].traceback, filters, count))
            kept->traces[kept->count++] = snapshot->traces[i];
    return complete(kept);
}

/* ---- statistics ------------------------------------------------------------------------------ */

static struct statistics *statistics_alloc(size_t room)
{
    struct statistics *statistics =
        memory_untraced_alloc(sizeof *statistics + room * sizeof statistics->rows[0]);

    if (statistics == NULL)
        return error_no_memory();
    statistics->count = 0;
    return statistics;
}

static struct statistic row_of(const struct snapshot_trace *trace, enum snapshot_key key)
{
    const struct traceback *traceback = trace->traceback;
    struct statistic row = {.place = traceback->places[0], .size = trace->size, .count = 1};

    if (key == SNAPSHOT_BY_FILE)
        row.place.line = 0;
    if (key == SNAPSHOT_BY_TRACEBACK) {
        row.place = traceback->places[traceback->count - 1];
        row.traceback = traceback;
    }
    return row;
}

/* Appends @row, or adds it to the last one when that is of the same group. */
static void add(struct statistics *statistics, struct statistic row)
{
    struct statistic *next = &statistics->rows[statistics->count];

    if (statistics->count == 0 || compare_groups(next - 1, &row) != 0) {
        *next = row;
        statistics->count++;
        return;
    }
    next[-1].size += row.size;
    next[-1].count += row.count;
}

/* The groups of @snapshot in ascending order of place or traceback. */
static struct statistics *group(const struct snapshot *snapshot, enum snapshot_key key)
{
    if (key < SNAPSHOT_BY_LINE || key > SNAPSHOT_BY_TRACEBACK) {
        error_set(ERROR_VALUE, "unknown key_type: %d", (int)key);
        return NULL;
    }
    struct statistics *statistics = statistics_alloc(snapshot->distinct);
    if (statistics == NULL)
        return NULL;
    for (size_t i = 0; i < snapshot->count; i++)
        add(statistics, row_of(&snapshot->traces[i], key));
    size_t parts = statistics->count;
    qsort(statistics->rows, parts, sizeof statistics->rows[0], compare_groups);
    statistics->count = 0;
    for (size_t i = 0; i < parts; i++)
        add(statistics, statistics->rows[i]);
    return statistics;
}

struct statistics *snapshot_statistics(const struct snapshot *snapshot, enum snapshot_key key)
{
    struct statistics *statistics = group(snapshot, key);

    if (statistics != NULL)
        qsort(statistics->rows, statistics->count, sizeof statistics->rows[0], descending_by_size);
    return statistics;
}

/* Either may be NULL: the group is new, or has vanished. */
static struct statistic difference(const struct statistic *new, const struct statistic *old)
{
    struct statistic row = new != NULL ? *new : *old;

    if (new == NULL)
        row.size = row.count = 0;
    row.size_diff = (ptrdiff_t)(row.size - (old == NULL ? 0 : old->size));
    row.count_diff = (ptrdiff_t)(row.count - (old == NULL ? 0 : old->count));
    return row;
}

/* Both are in ascending order; so are the differences, for which there is room. */
static void merge(struct statistics *differences, const struct statistics *new,
                  const struct statistics *old)
{
    const struct statistic *a = new->rows, *b = old->rows;
    const struct statistic *end_of_a = a + new->count, *end_of_b = b + old->count;

    while (a < end_of_a || b < end_of_b) {
        int order = a == end_of_a ? 1 : b == end_of_b ? -1 : compare_groups(a, b);
        differences->rows[differences->count++] =
            difference(order <= 0 ? a : NULL, order >= 0 ? b : NULL);
        a += order <= 0;
        b += order >= 0;
    }
}

struct statistics *snapshot_compare_to(const struct snapshot *snapshot, const struct snapshot *old,
                                       enum snapshot_key key)
{
    struct statistics *after = group(snapshot, key);
    struct statistics *before = after == NULL ? NULL : group(old, key);
    struct statistics *differences =
        before == NULL ? NULL : statistics_alloc(after->count + before->count);

    if (differences != NULL) {
        merge(differences, after, before);
        qsort(differences->rows, differences->count, sizeof differences->rows[0],
              descending_by_difference);
    }
    statistics_free(after);
    statistics_free(before);
    return differences;
}

void statistics_free(struct statistics *statistics)
{
    memory_untraced_free(statistics);
}
