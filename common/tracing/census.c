/* Counting the living. See census.h. */
#include "common/tracing/census.h"

#include <stdlib.h>
#include <string.h>

static bool same_place(struct place a, struct place b)
{
    return a.line == b.line && strcmp(a.file, b.file) == 0;
}

/* The object in a traced block; NULL for a buffer. */
static struct object *object_in(const struct trace *trace)
{
    if (trace->use == MEMORY_GC_OBJECT)
        return object_of(trace->block);
    return trace->use == MEMORY_OBJECT ? trace->block : NULL;
}

/* What one trace adds to the census: nothing when it is a dead object or a buffer of the library's.
 */
static bool row_of(const struct trace *trace, struct census_row *row)
{
    const struct object *obj = object_in(trace);

    if (obj == NULL ? trace->use != MEMORY_CALLER : obj->refcount <= 0)
        return false;
    *row = (struct census_row){
        .type_name = obj == NULL ? "buffer" : object_type_name(obj),
        .place = trace->traceback->places[0],
        .count = 1,
        .bytes = trace->size,
        .refcount = obj == NULL ? 0 : obj->refcount,
    };
    return true;
}

/* Adds @row to the equal one among @rows, or behind them. @return the number of rows, perhaps past
 * @limit. */
static size_t add_row(struct census_row *rows, size_t used, size_t limit,
                      const struct census_row *row)
{
    size_t stored = used < limit ? used : limit;

    for (size_t i = 0; i < stored; i++) {
        if (strcmp(rows[i].type_name, row->type_name) == 0 &&
            same_place(rows[i].place, row->place)) {
            rows[i].count += row->count;
            rows[i].bytes += row->bytes;
            return used;
        }
    }
    if (used < limit)
        rows[used] = *row;
    return used + 1;
}

static int compare_rows(const void *first, const void *second)
{
    const struct census_row *a = first, *b = second;
    int order = (a->refcount == 0) - (b->refcount == 0); /* buffers last */

    if (order == 0)
        order = (a->count < b->count) - (a->count > b->count);
    if (order == 0)
        order = strcmp(a->type_name, b->type_name);
    if (order == 0)
        order = strcmp(a->place.file, b->place.file);
    return order != 0 ? order : a->place.line - b->place.line;
}

size_t census_take(struct census_row *rows, size_t limit, size_t *objects)
{
    size_t used = 0;

    *objects = 0;
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace)) {
        struct census_row row;
        if (!row_of(trace, &row))
            continue;
        ++*objects;
        used = add_row(rows, used, limit, &row);
    }
    if (used > limit)
        used = limit;
    qsort(rows, used, sizeof rows[0], compare_rows);
    return used;
}
