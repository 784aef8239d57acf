/* What 6b's checks say of a graph of spots: which of them are roots, and what a chain is. */
#ifndef RECLAIM_EXERCISES_CHAINS_H
#define RECLAIM_EXERCISES_CHAINS_H

#include <stdio.h>
#include <string.h>

#include "common/types/list.h"
#include "exercises/spots.h"

enum { FAR = 100, DEEP = 1000 };

static bool is_marked(struct object *obj, void *argument)
{
    (void)argument;
    return number_of(obj) >= 0 && graph.root[number_of(obj)];
}

static void show(int of, int max_depth)
{
    char roots[TEXT] = "";

    for (int i = 0; i < graph.size && graph.size <= SHOWN; i++)
        if (graph.root[i])
            snprintf(roots + strlen(roots), sizeof roots - strlen(roots), " %d", i);
    STEP("backref_chain(%d, max_depth %d) of %d objects; roots:%s; who refers to whom: %s", of,
         max_depth, graph.size, *roots != '\0' ? roots : " none among those shown",
         who_refers_to_whom());
}

/* ---- what is found, and what is expected --------------------------------------------------------
 */

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
