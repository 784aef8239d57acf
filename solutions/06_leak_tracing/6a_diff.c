/* Exercise 6a, solved. Each block becomes a row of its own, one of before with its numbers turned
 * round. Sorted by place, the rows of one line stand together and are added up. */
#include "exercises/06_leak_tracing/6a_diff.h"

#include <stdlib.h>

#include "common/tracing/snapshot.h"

static size_t magnitude(ptrdiff_t difference)
{
    return difference < 0 ? (size_t)-difference : (size_t)difference;
}

static int descending(size_t a, size_t b)
{
    return (a < b) - (a > b);
}

static int by_place(const void *first, const void *second)
{
    const struct change *a = first, *b = second;

    return place_compare(a->place, b->place);
}

static int by_rank(const void *first, const void *second)
{
    const struct change *a = first, *b = second;
    int order = descending(magnitude(a->size_diff), magnitude(b->size_diff));

    if (order == 0)
        order = descending(a->size, b->size);
    if (order == 0)
        order = descending(magnitude(a->count_diff), magnitude(b->count_diff));
    if (order == 0)
        order = descending(a->count, b->count);
    return order != 0 ? order : by_place(second, first);
}

/* Adds up rows that stand next to each other and are of one line. @return how many are left. */
static size_t merge(struct change *changes, size_t count)
{
    size_t lines = 0;

    for (size_t i = 0; i < count; i++) {
        struct change *last = lines == 0 ? NULL : &changes[lines - 1];
        if (last == NULL || by_place(last, &changes[i]) != 0) {
            changes[lines++] = changes[i];
            continue;
        }
        last->size += changes[i].size;
        last->count += changes[i].count;
        last->size_diff += changes[i].size_diff;
        last->count_diff += changes[i].count_diff;
    }
    return lines;
}

size_t compare_to(const struct block *now, size_t now_count, const struct block *before,
                  size_t before_count, struct change *changes)
{
    size_t count = 0;

    for (size_t i = 0; i < now_count; i++)
        changes[count++] = (struct change){now[i].place, now[i].size, 1, (ptrdiff_t)now[i].size, 1};
    for (size_t i = 0; i < before_count; i++)
        changes[count++] = (struct change){before[i].place, 0, 0, -(ptrdiff_t)before[i].size, -1};
    qsort(changes, count, sizeof changes[0], by_place);
    size_t lines = merge(changes, count);
    qsort(changes, lines, sizeof changes[0], by_rank);
    return lines;
}
