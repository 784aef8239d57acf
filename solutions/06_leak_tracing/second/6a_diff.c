/* Exercise 6a, another way: every block looks for the row of its line among those there are, and
 * then the rows are inserted where they belong, one after the other. Short, and quadratic. */
#include "exercises/06_leak_tracing/6a_diff.h"

#include <stdlib.h>
#include <string.h>

/* The row of @place among @count rows; a new, empty one behind them when it has none. */
static struct change *row_of(struct change *changes, size_t *count, struct place place)
{
    for (size_t i = 0; i < *count; i++)
        if (changes[i].place.line == place.line && strcmp(changes[i].place.file, place.file) == 0)
            return &changes[i];
    changes[*count] = (struct change){.place = place};
    return &changes[(*count)++];
}

static bool comes_before(const struct change *a, const struct change *b)
{
    unsigned long long sizes[] = {(unsigned long long)llabs(a->size_diff),
                                  (unsigned long long)llabs(b->size_diff)};
    unsigned long long counts[] = {(unsigned long long)llabs(a->count_diff),
                                   (unsigned long long)llabs(b->count_diff)};

    if (sizes[0] != sizes[1])
        return sizes[0] > sizes[1];
    if (a->size != b->size)
        return a->size > b->size;
    if (counts[0] != counts[1])
        return counts[0] > counts[1];
    if (a->count != b->count)
        return a->count > b->count;
    int order = strcmp(a->place.file, b->place.file);
    return order != 0 ? order > 0 : a->place.line > b->place.line;
}

static void sort(struct change *changes, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct change moving = changes[i];
        size_t at = i;
        for (; at > 0 && comes_before(&moving, &changes[at - 1]); at--)
            changes[at] = changes[at - 1];
        changes[at] = moving;
    }
}

size_t compare_to(const struct block *now, size_t now_count, const struct block *before,
                  size_t before_count, struct change *changes)
{
    size_t count = 0;

    for (size_t i = 0; i < now_count; i++) {
        struct change *row = row_of(changes, &count, now[i].place);
        row->size += now[i].size;
        row->size_diff += (ptrdiff_t)now[i].size;
        row->count++;
        row->count_diff++;
    }
    for (size_t i = 0; i < before_count; i++) {
        struct change *row = row_of(changes, &count, before[i].place);
        row->size_diff -= (ptrdiff_t)before[i].size;
        row->count_diff--;
    }
    sort(changes, count);
    return count;
}
