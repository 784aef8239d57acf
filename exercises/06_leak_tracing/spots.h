/* The graphs of 6b's checks: containers that know their numbers and count their traversals, which
 * of them are roots, and what a chain is.
 */
#ifndef RECLAIM_EXERCISES_SPOTS_H
#define RECLAIM_EXERCISES_SPOTS_H

#include <stdio.h>
#include <string.h>

#include "common/gc.h"
#include "common/list.h"
#include "exercises/check.h"

enum { MOST = 1000, OWNED = 4, TEXT = 600, FAR = 100, DEEP = 1000 };

/* A container that knows its number and counts its traversals. */
struct spot {
    struct object base;
    int number;
    struct object *owned[OWNED];
};

static long traversals; /* of spots */

static void spot_traverse(struct object *self, visitor *visit, void *argument)
{
    traversals++;
    for (int k = 0; k < OWNED; k++)
        if (((struct spot *)self)->owned[k] != NULL)
            visit(((struct spot *)self)->owned[k], argument);
}

static void spot_clear(struct object *self)
{
    for (int k = 0; k < OWNED; k++)
        clearref(&((struct spot *)self)->owned[k]);
}

static void spot_dealloc(struct object *self)
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

/* ---- the graph: spots, by number, and which of them are roots -----------------------------------
 */

static struct graph {
    int size;
    int owned[MOST], owners[MOST]; /* how many references it has, and how many lead to it */
    int to[MOST][OWNED];
    bool root[MOST];
    struct object *spots[MOST];
} graph;

static void begin(int size)
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

static void refer(int from, int to)
{
    if (graph.owned[from] == OWNED)
        return;
    ((struct spot *)graph.spots[from])->owned[graph.owned[from]] = newref(graph.spots[to]);
    graph.to[from][graph.owned[from]++] = to;
    graph.owners[to]++;
}

static void end(void)
{
    for (int i = 0; i < graph.size; i++)
        spot_clear(graph.spots[i]);
    for (int i = 0; i < graph.size; i++)
        decref(graph.spots[i]);
}

static int number_of(const struct object *obj)
{
    return obj->type == &spot_type ? ((const struct spot *)obj)->number : -1;
}

static bool is_marked(struct object *obj, void *argument)
{
    (void)argument;
    return number_of(obj) >= 0 && graph.root[number_of(obj)];
}

static void show(int of, int max_depth)
{
    char text[TEXT] = "", roots[TEXT] = "";

    for (int i = 0; i < graph.size && graph.size <= 12; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d:", i > 0 ? ", " : "", i);
        for (int k = 0; k < graph.owned[i]; k++) {
            used = strlen(text);
            snprintf(text + used, sizeof text - used, " %d", graph.to[i][k]);
        }
        used = strlen(roots);
        if (graph.root[i])
            snprintf(roots + used, sizeof roots - used, " %d", i);
    }
    STEP("backref_chain(%d, max_depth %d) of %d objects; roots:%s; who refers to whom: %s", of,
         max_depth, graph.size, *roots != '\0' ? roots : " none among those shown",
         graph.size <= 12 ? text : "too many to show");
}

/* ---- what is found, and what is expected --------------------------------------------------------
 */

static bool refers(int from, int to)
{
    for (int k = 0; k < graph.owned[from]; k++)
        if (graph.to[from][k] == to)
            return true;
    return false;
}

static const char *length_text(intptr_t length)
{
    return check_text("a chain of %td reference%s", length, length == 1 ? "" : "s");
}

/* Says in words what @chain is. */
static const char *description(struct object *chain, int of)
{
    intptr_t size = list_size(chain);

    if (size == 0)
        return "empty";
    if (list_get(chain, size - 1) != graph.spots[of])
        return "it does not end with the object";
    for (intptr_t i = 0; i < size; i++) {
        struct object *link = list_get(chain, i);
        if (number_of(link) < 0)
            return check_text("a %s that was not there before stands in it",
                              object_type_name(link));
        if (i + 1 < size && number_of(list_get(chain, i + 1)) >= 0 &&
            !refers(number_of(link), number_of(list_get(chain, i + 1))))
            return check_text("%d does not refer to %d", number_of(link),
                              number_of(list_get(chain, i + 1)));
    }
    if (size == 1)
        return "the object alone";
    if (!graph.root[number_of(list_get(chain, 0))])
        return "it does not begin with a root";
    return length_text(size - 1);
}

/* The distance of the nearest root that reaches @of; *@steps: how many steps back find somebody
 * new, and one more that does not, or the distance. -1: none. */
static int distance(int of, int *steps)
{
    static int far[MOST];
    bool anybody = true;

    for (int i = 0; i < graph.size; i++)
        far[i] = i == of ? 0 : -1;
    for (*steps = 0; anybody; ++*steps) {
        for (int i = 0; i < graph.size; i++)
            if (far[i] == *steps && graph.root[i])
                return *steps;
        anybody = false;
        for (int i = 0; i < graph.size; i++)
            for (int k = 0; k < graph.owned[i] && far[i] < 0; k++)
                if (far[graph.to[i][k]] == *steps) {
                    far[i] = *steps + 1;
                    anybody = true;
                }
    }
    return -1;
}

__attribute__((unused)) static const char *expected(int of, int max_depth)
{
    int steps, shortest = distance(of, &steps);

    return shortest <= 0 || shortest > max_depth ? "the object alone" : length_text(shortest);
}

static int changed_counts(void)
{
    int changed = 0;

    for (int i = 0; i < graph.size; i++)
        changed += refcount(graph.spots[i]) != 1 + graph.owners[i];
    return changed;
}

#endif
