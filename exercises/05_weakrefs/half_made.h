/* For the checks of 5a: a finalizer looks around while a node is being made. */
#ifndef RECLAIM_EXERCISES_HALF_MADE_H
#define RECLAIM_EXERCISES_HALF_MADE_H

#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/5a_tree.h"
#include "exercises/check.h"

static struct object *item_looked_for;
static int half_nodes; /* that a finalizer found while node_new was at work */

static inline void looks_for_nodes(struct object *self)
{
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);

    (void)self;
    for (intptr_t i = 0; i < list_size(all); i++)
        half_nodes +=
            list_get(all, i)->type == &node_type && node_item(list_get(all, i)) == item_looked_for;
    decref(all);
}

/* A collection at each allocation of node_new in turn. */
static inline void tracked_when_complete(void)
{
    int thresholds[GC_GENERATIONS], counts[GC_GENERATIONS];

    item_looked_for = str_new(check_word());
    half_nodes = 0;
    gc_get_threshold(thresholds);
    for (int nth = 1; nth < 5; nth++) {
        gc_disable();
        gc_collect(2); /* the free lists are empty: each container is an allocation */
        struct object *looker = actor_new(check_word(), looks_for_nodes);
        object_setattr(looker, "itself", looker);
        decref(looker);
        gc_get_count(counts);
        gc_set_threshold((int[]){counts[0] + nth - 1, 10, 10});
        STEP("node_new, whose allocation number %d starts a collection; a finalizer looks around",
             nth);
        gc_enable();
        struct object *node = node_new(item_looked_for);
        gc_disable();
        xdecref(node);
    }
    gc_set_threshold(thresholds);
    gc_collect(2);
    gc_enable();
    BECAUSE(
        "A node is tracked from the moment it is complete, and not before: to make the list may "
        "start a collection, and a finalizer may look at all that is tracked.");
    EXPECT("nodes that were tracked before they were complete", half_nodes, 0);
    decref(item_looked_for);
}

#endif
