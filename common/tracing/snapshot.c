/*
 * Copies of the tracer's traces, whole or filtered. See snapshot.h. They are sorted by traceback,
 * so that equal tracebacks stand next to each other and each is copied once.
 */
#include "common/tracing/snapshot.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/state.h"
#include "common/tracing/pattern.h"

int place_compare(struct place a, struct place b)
{
    int order = a.file == b.file ? 0 : strcmp(a.file, b.file);

    return order != 0 ? order : (a.line > b.line) - (a.line < b.line);
}

int traceback_compare(const struct traceback *a, const struct traceback *b)
{
    int order = 0;

    for (int i = 1; order == 0 && i <= a->count && i <= b->count; i++)
        order = place_compare(a->places[a->count - i], b->places[b->count - i]);
    return order != 0 ? order : a->count - b->count;
}

static int compare_traces(const void *first, const void *second)
{
    const struct snapshot_trace *a = first, *b = second;
    int order = 0;

    if (a->traceback != b->traceback)
        order = traceback_compare(a->traceback, b->traceback);
    if (order == 0)
        order = a->traceback->total - b->traceback->total;
    return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

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
    return a == b || (a->total == b->total && traceback_compare(a, b) == 0);
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
        snapshot_alloc(tracemalloc.trace_count, tracemalloc_get_traceback_limit());
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

static bool filter_matches(const struct snapshot_filter *filter, const struct traceback *traceback)
{
    int frames = filter->all_frames ? traceback->count : 1;

    for (int i = 0; i < frames; i++) {
        struct place place = traceback->places[i];
        if (filter->one_line && place.line != filter->line)
            continue;
        if (pattern_matches(filter->pattern, place.file))
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
