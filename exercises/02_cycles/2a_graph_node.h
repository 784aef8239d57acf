/**
 * @file
 * Exercise 2a: graph node, a container of your own under the real collector.
 *
 * A node has a label, up to NODE_EDGES edges to other objects, and knows the map that it is on. The
 * library's collector has never heard of it. It learns of a node what the node's `traverse` shows.
 * It can do one thing to a node: call its `clear`.
 *
 * Rules of use:
 * - A node **owns** its label and what its edges lead to: one reference for each edge, also where
 *   two edges lead to the same object, or an edge leads back to the node itself.
 * - A node **borrows** its map: it has no reference to it. The map outlives its nodes.
 * - `traverse` calls the visitor once for every reference that the node owns, in any order, and
 *   changes nothing. An empty place is no reference.
 * - `clear` lets go of every reference that the node owns. Whoever is freed by that may look at the
 *   node: the place that it stood in is empty by then. The node stays a good, empty node, with its
 *   map: it can be cleared again, and connected again.
 *
 * The struct, the type and the other functions are in 2a_graph_node.c already; node_traverse and
 * node_clear are yours.
 */
#ifndef RECLAIM_EXERCISE_2A_GRAPH_NODE_H
#define RECLAIM_EXERCISE_2A_GRAPH_NODE_H

#include "common/collector/gc.h"
#include "common/objects/object.h"

enum { NODE_EDGES = 4 };

extern struct type node_type; /**< "node" */

/** A node without edges. Makes its own reference to @p label (NULL: none), and **borrows** @p map
 * (NULL: none). New reference, tracked. NULL: no memory. */
struct object *node_new(struct object *label, struct object *map);

/** Makes edge number @p edge lead to @p target (NULL: nowhere), with a reference of its own, and
 * releases what it led to before. */
void node_connect(struct object *node, int edge, struct object *target);

/** What edge number @p edge leads to. **Borrowed**. NULL: nowhere. */
struct object *node_edge(struct object *node, int edge);

/** The label. **Borrowed**. NULL: none. */
struct object *node_label(struct object *node);

/** The map. **Borrowed**. NULL: none. */
struct object *node_map(struct object *node);

#endif
