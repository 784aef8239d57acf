/* Graphs for the checks of exercises that search: containers that know their numbers, and count how
 * often and how deep in the C stack they are visited.
 */
#ifndef RECLAIM_EXERCISES_SPOTS_H
#define RECLAIM_EXERCISES_SPOTS_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/objects/object.h"
#include "common/types/list.h"
#include "exercises/check.h"

enum { MOST = 10000, OWNED = 4, TEXT = 600, SHOWN = 12 };

struct spot {
    struct object base;
    int number;
    struct object *owned[OWNED];
};

static long traversals;   /* of spots */
static long visits;       /* of their references */
static uintptr_t deepest; /* where the C stack was at the deepest traversal */

static inline void spot_traverse(struct object *self, visitor *visit, void *argument)
{
    uintptr_t place = (uintptr_t)__builtin_frame_address(0);

    deepest = place < deepest ? place : deepest;
    traversals++;
    for (int k = 0; k < OWNED; k++)
        if (((struct spot *)self)->owned[k] != NULL) {
            visits++;
            visit(((struct spot *)self)->owned[k], argument);
        }
}

static inline void spot_clear(struct object *self)
{
    for (int k = 0; k < OWNED; k++)
        clearref(&((struct spot *)self)->owned[k]);
}

static inline void spot_dealloc(struct object *self)
{
    spot_clear(self);
    object_free(self);
}

static struct type spot_type = {
    .base = TYPE_HEAD,
    .name = "spot",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct spot),
    .dealloc = spot_dealloc,
    .traverse = spot_traverse,
    .clear = spot_clear,
};

/* The spots that there are, by number; each is owned here once. */
static struct graph {
    int size, references;
    int owned[MOST], owners[MOST]; /* how many references it has, and how many lead to it */
    int to[MOST][OWNED];
    bool root[MOST]; /* for checks that tell some from the others */
    struct object *spots[MOST];
} graph;

static inline void begin(int size)
{
    gc_disable(); /* a collection would traverse the spots, too */
    memset(&graph, 0, sizeof graph);
    graph.size = size;
    for (int i = 0; i < size; i++) {
        graph.spots[i] = object_alloc(&spot_type, 0);
        ((struct spot *)graph.spots[i])->number = i;
        gc_track(graph.spots[i]);
    }
}

/* Nothing happens when @from owns OWNED already. */
static inline void refer(int from, int to)
{
    if (graph.owned[from] == OWNED)
        return;
    ((struct spot *)graph.spots[from])->owned[graph.owned[from]] = newref(graph.spots[to]);
    graph.to[from][graph.owned[from]++] = to;
    graph.owners[to]++;
    graph.references++;
}

static inline void end(void)
{
    for (int i = 0; i < graph.size; i++)
        spot_clear(graph.spots[i]);
    for (int i = 0; i < graph.size; i++)
        decref(graph.spots[i]);
}

/* -1: no spot. */
static inline int number_of(const struct object *obj)
{
    return obj->type == &spot_type ? ((const struct spot *)obj)->number : -1;
}

static inline bool refers(int from, int to)
{
    for (int k = 0; k < graph.owned[from]; k++)
        if (graph.to[from][k] == to)
            return true;
    return false;
}

/* "0: 1 2, 1:, 2: 0", good until the next call. */
static inline const char *who_refers_to_whom(void)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int i = 0; i < graph.size && graph.size <= SHOWN; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d:", i > 0 ? ", " : "", i);
        for (int k = 0; k < graph.owned[i]; k++) {
            used = strlen(text);
            snprintf(text + used, sizeof text - used, " %d", graph.to[i][k]);
        }
    }
    return graph.size <= SHOWN ? text : "too many to show";
}

/* "list -> dict -> Node": the types of what is in @list, or "". Steals @list, which may be NULL. */
static inline const char *kinds(struct object *list)
{
    static char text[TEXT];

    text[0] = '\0';
    for (intptr_t i = 0; list != NULL && i < list_size(list); i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? " -> " : "",
                 object_type_name(list_get(list, i)));
    xdecref(list);
    return text;
}

#endif
