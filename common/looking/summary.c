/* Counting by type. See summary.h. */
#include "common/looking/summary.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/looking/visited.h"
#include "common/objects/sys.h"
#include "common/types/list.h"

/* ---- rows ------------------------------------------------------------------------------------ */

void summary_free(struct summary *summary)
{
    memory_free(summary->rows);
    *summary = (struct summary){0};
}

struct summary_row *summary_find(const struct summary *summary, const char *type_name)
{
    for (size_t i = 0; i < summary->count; i++)
        if (strncmp(summary->rows[i].type_name, type_name, sizeof summary->rows->type_name - 1) ==
            0)
            return &summary->rows[i];
    return NULL;
}

/* Room for @wanted rows in all. */
static bool reserve(struct summary *summary, size_t wanted)
{
    if (wanted <= summary->room)
        return true;
    size_t room = wanted < 16 ? 16 : 2 * wanted;
    void *rows = memory_resize(summary->rows, room * sizeof summary->rows[0]);
    if (rows == NULL)
        return false;
    summary->rows = rows;
    summary->room = room;
    return true;
}

/* The row of that type, made if there is none. NULL: no memory. */
static struct summary_row *row_for(struct summary *summary, const char *type_name)
{
    struct summary_row *row = summary_find(summary, type_name);

    if (row != NULL || !reserve(summary, summary->count + 1))
        return row;
    row = &summary->rows[summary->count++];
    *row = (struct summary_row){0};
    snprintf(row->type_name, sizeof row->type_name, "%s", type_name);
    return row;
}

/* A summary that is being filled by a walk, which cannot stop when memory runs out. */
struct filling {
    struct summary *summary;
    bool failed;
};

/* False: no memory. */
static bool count_object(struct object *obj, void *argument)
{
    struct filling *filling = argument;
    struct summary_row *row =
        filling->failed ? NULL : row_for(filling->summary, object_type_name(obj));

    if (row == NULL) {
        filling->failed = true;
        filling->summary->count = 0;
        return false;
    }
    row->count++;
    row->size += (ptrdiff_t)sys_getsizeof(obj);
    return true;
}

static ptrdiff_t by_count(const struct summary_row *row)
{
    return row->count;
}

static ptrdiff_t by_size(const struct summary_row *row)
{
    return row->size;
}

static ptrdiff_t by_growth(const struct summary_row *row)
{
    return row->growth;
}

/* The largest first. Rows are few, and equal ones keep their order, as in Python. */
static void sort(struct summary *summary, ptrdiff_t (*key)(const struct summary_row *row))
{
    for (size_t i = 1; i < summary->count; i++) {
        struct summary_row row = summary->rows[i];
        size_t place = i;
        for (; place > 0 && key(&summary->rows[place - 1]) < key(&row); place--)
            summary->rows[place] = summary->rows[place - 1];
        summary->rows[place] = row;
    }
}

/* Counts all tracked objects, in the order of the collector's lists. */
static bool count_tracked(struct summary *summary)
{
    struct filling filling = {summary, false};

    summary->count = 0;
    return gc_each_object(GC_ALL_GENERATIONS, count_object, &filling);
}

/* ---- Pympler --------------------------------------------------------------------------------- */

static void find_untracked(struct object *referent, void *argument)
{
    if (!gc_is_tracked(referent))
        visited_add(argument, referent);
}

struct object *(muppy_get_objects)(void)
{
    struct visited untracked = {0};
    size_t appended = 0;

    gc_collect(GC_OLDEST);
    struct object *objects = gc_get_objects(GC_ALL_GENERATIONS);
    if (objects == NULL)
        return NULL;
    for (intptr_t i = 0; i < list_size(objects); i++)
        object_traverse(list_get(objects, i), find_untracked, &untracked);
    while (appended < untracked.count && list_append(objects, untracked.found[appended]))
        appended++;
    if (untracked.failed)
        error_no_memory();
    if (untracked.failed || appended < untracked.count)
        clearref(&objects);
    visited_free(&untracked);
    return objects;
}

bool(summary_summarize)(struct summary *summary, struct object *objects)
{
    struct filling filling = {summary, false};

    summary->count = 0;
    for (intptr_t i = 0; i < list_size(objects) && !filling.failed; i++)
        count_object(list_get(objects, i), &filling);
    sort(summary, by_size);
    return !filling.failed;
}

/* Adds @factor times each row of @other. */
static bool add_rows(struct summary *summary, const struct summary *other, int factor)
{
    for (size_t i = 0; i < other->count; i++) {
        struct summary_row *row = row_for(summary, other->rows[i].type_name);
        if (row == NULL)
            return false;
        row->count += factor * other->rows[i].count;
        row->size += factor * other->rows[i].size;
    }
    return true;
}

bool(summary_get_diff)(struct summary *diff, const struct summary *before,
                       const struct summary *after)
{
    diff->count = 0;
    if (!add_rows(diff, after, 1) || !add_rows(diff, before, -1)) {
        diff->count = 0;
        return false;
    }
    sort(diff, by_size);
    return true;
}

/* ---- objgraph -------------------------------------------------------------------------------- */

bool(objgraph_typestats)(struct summary *summary)
{
    bool counted = count_tracked(summary);

    sort(summary, by_count);
    return counted;
}

struct named {
    const char *name;
    size_t count;
};

static bool count_named(struct object *obj, void *argument)
{
    struct named *named = argument;

    named->count += strcmp(object_type_name(obj), named->name) == 0;
    return true;
}

size_t objgraph_count(const char *type_name)
{
    struct named named = {type_name, 0};

    gc_each_object(GC_ALL_GENERATIONS, count_named, &named);
    return named.count;
}

/* Drops from @summary what is not above its peak. */
static void keep_grown(struct summary *summary, const struct summary *peaks)
{
    size_t kept = 0;

    for (size_t i = 0; i < summary->count; i++) {
        struct summary_row row = summary->rows[i];
        const struct summary_row *peak = summary_find(peaks, row.type_name);
        row.growth = row.count - (peak == NULL ? 0 : peak->count);
        if (row.growth > 0)
            summary->rows[kept++] = row;
    }
    summary->count = kept;
    sort(summary, by_growth);
}

/* The room for new peaks comes first, so that running out of memory changes none. */
bool(objgraph_growth)(struct summary *summary, struct summary *peaks)
{
    gc_collect(GC_OLDEST);
    if (!count_tracked(summary))
        return false;
    keep_grown(summary, peaks);
    if (!reserve(peaks, peaks->count + summary->count)) {
        summary->count = 0;
        return false;
    }
    for (size_t i = 0; i < summary->count; i++)
        row_for(peaks, summary->rows[i].type_name)->count = summary->rows[i].count;
    return true;
}
