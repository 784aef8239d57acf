/* The visited set. See visited.h. */
#include "common/looking/visited.h"

#include <string.h>

#include "common/base/memory_internal.h"

enum { FIRST_SIZE = 256 };

static size_t *entry_of(const struct visited *visited, const struct object *obj)
{
    size_t at = ((uintptr_t)obj >> 4) * 0x9E3779B97F4A7C15u >> 8;

    for (;; at++) {
        size_t *entry = &visited->table[at & (visited->size - 1)];
        if (*entry == 0 || visited->found[*entry - 1] == obj)
            return entry;
    }
}

static void grow(struct visited *visited)
{
    struct visited bigger = {.count = visited->count,
                             .size = visited->size ? 2 * visited->size : FIRST_SIZE};

    bigger.table = memory_untraced_alloc(bigger.size * sizeof *bigger.table);
    bigger.found = memory_untraced_alloc(bigger.size / 2 * sizeof *bigger.found);
    if (bigger.table == NULL || bigger.found == NULL) {
        visited_free(&bigger);
        visited->failed = true;
        return;
    }
    memset(bigger.table, 0, bigger.size * sizeof *bigger.table);
    for (size_t i = 0; i < visited->count; i++) {
        bigger.found[i] = visited->found[i];
        *entry_of(&bigger, bigger.found[i]) = i + 1;
    }
    visited_free(visited);
    *visited = bigger;
}

void visited_add(struct visited *visited, struct object *obj)
{
    if (visited->count == visited->size / 2)
        grow(visited);
    if (visited->failed)
        return;
    size_t *entry = entry_of(visited, obj);
    if (*entry != 0)
        return;
    visited->found[visited->count++] = obj;
    *entry = visited->count;
}

size_t visited_number(const struct visited *visited, const struct object *obj)
{
    size_t entry = visited->size == 0 ? 0 : *entry_of(visited, obj);

    return entry == 0 ? visited->count : entry - 1;
}

void visited_free(struct visited *visited)
{
    memory_untraced_free(visited->table);
    memory_untraced_free(visited->found);
    *visited = (struct visited){0};
}
