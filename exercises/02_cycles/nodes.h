/* Random graphs of nodes for the checks of 2a, and who of them should be alive.
 */
#ifndef RECLAIM_EXERCISES_NODES_H
#define RECLAIM_EXERCISES_NODES_H

#include <stdio.h>
#include <string.h>

#include "common/types/list.h"
#include "exercises/02_cycles/2a_graph_node.h"
#include "exercises/check.h"

enum { MOST = 40, TEXT = 512 };

static struct graph {
    int size;
    int to[MOST][NODE_EDGES]; /* -1: nowhere */
    bool kept[MOST];          /* the check keeps a reference to it */
    struct object *nodes[MOST];
} graph;

static void invent_graph(int size)
{
    int order[MOST];

    graph.size = size;
    for (int i = 0; i < size; i++) {
        graph.kept[i] = check_random(6) == 0;
        for (int k = 0; k < size; k++)
            order[k] = k;
        check_shuffle(order, size); /* no two edges of a node lead to the same one */
        for (int edge = 0; edge < NODE_EDGES; edge++)
            graph.to[i][edge] = edge < size && check_random(3) == 0 ? order[edge] : -1;
    }
}

static void show_graph(void)
{
    char text[TEXT] = "";

    for (int i = 0; i < graph.size; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d%s:", i > 0 ? ", " : "", i,
                 graph.kept[i] ? " (kept)" : "");
        for (int edge = 0; edge < NODE_EDGES; edge++) {
            used = strlen(text);
            if (graph.to[i][edge] >= 0)
                snprintf(text + used, sizeof text - used, " %d", graph.to[i][edge]);
        }
    }
    STEP("nodes: %d, each with where its edges lead: %s", graph.size,
         graph.size <= 12 ? text : "too many to show");
}

static void make_graph(void)
{
    for (int i = 0; i < graph.size; i++) {
        struct object *label = i % 2 == 0 ? list_new(0) : NULL; /* every other node has one */
        graph.nodes[i] = node_new(label, NULL);
        xdecref(label);
    }
    for (int i = 0; i < graph.size; i++)
        for (int edge = 0; edge < NODE_EDGES; edge++)
            if (graph.to[i][edge] >= 0)
                node_connect(graph.nodes[i], edge, graph.nodes[graph.to[i][edge]]);
    for (int i = 0; i < graph.size; i++)
        if (!graph.kept[i])
            decref(graph.nodes[i]);
}

static int how_many(const bool *in)
{
    int count = 0;

    for (int i = 0; i < graph.size; i++)
        count += in[i];
    return count;
}

/* The numbers for which @in is true, as text. */
static const char *numbers(const bool *in)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int i = 0; i < graph.size; i++)
        if (in[i])
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d",
                     text[0] != '\0' ? " " : "", i);
    return text;
}

/* Which nodes the collector still has in its lists: addresses only, the dead are not followed. */
static const bool *alive(void)
{
    static bool found[MOST];
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);

    memset(found, 0, sizeof found);
    for (int i = 0; i < graph.size; i++)
        for (intptr_t k = 0; k < list_size(all) && !found[i]; k++)
            found[i] = list_get(all, k) == graph.nodes[i];
    decref(all);
    return found;
}

/* Who can be reached from the kept ones: found by searching, without a count. */
__attribute__((unused)) static const bool *reachable(void)
{
    static bool reached[MOST];
    bool more = true;

    memcpy(reached, graph.kept, sizeof graph.kept);
    while (more) {
        more = false;
        for (int i = 0; i < graph.size; i++)
            for (int edge = 0; reached[i] && edge < NODE_EDGES; edge++) {
                int to = graph.to[i][edge];
                more = more || (to >= 0 && !reached[to]);
                if (to >= 0)
                    reached[to] = true;
            }
    }
    return reached;
}

#endif
