/*
 * Sums over snapshots, and how they differ. See snapshot.h. Groups are sorted, so that equal ones
 * stand next to each other: adding them up is one walk, and comparing two snapshots is one walk
 * over both.
 */
#include "common/tracing/snapshot.h"

#include <stdlib.h>

#include "common/base/error.h"
#include "common/base/memory_internal.h"

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_groups(const void *first, const void *second)
{
    const struct statistic *a = first, *b = second;

    return a->traceback == NULL ? place_compare(a->place, b->place)
                                : traceback_compare(a->traceback, b->traceback);
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
