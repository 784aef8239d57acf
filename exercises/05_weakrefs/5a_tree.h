/**
 * @file
 * Exercise 5a: tree, nodes that own their children and know their parent.
 *
 * Rules of use:
 * - A node **owns** its item and its children, one reference each. It does not own its parent.
 * - So a tree goes by counting alone, all of it, when the last reference to its root goes. The
 *   collector is not needed.
 * - A node that outlives its parent has no parent any more. It never answers with one that is gone
 *   or going.
 * - Nobody checks for you whether an argument is a node, and nobody makes a node its own ancestor.
 *
 * The struct, the type and three functions that only look are in 5a_tree.c already; the others are
 * yours.
 */
#ifndef RECLAIM_EXERCISE_5A_TREE_H
#define RECLAIM_EXERCISE_5A_TREE_H

#include "common/collector/gc.h"
#include "common/objects/object.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "common/weakrefs/weakref.h"

extern struct type node_type; /**< "node"; there can be weak references to a node */

/** A node without parent and children that holds @p item. New reference. The node makes its own
 * reference to @p item. It is tracked (gc_track()) from the moment it is complete.
 * NULL: no memory, and the count of @p item is what it was. */
struct object *node_new(struct object *item);

/** What @p node holds. Borrowed. */
struct object *node_item(struct object *node);

/** How many children @p node has. */
intptr_t node_count(struct object *node);

/** The child at @p index, which must be good. Borrowed. */
struct object *node_child(struct object *node, intptr_t index);

/** Makes @p child, which has no parent or one that is gone, the last child of @p parent. The parent
 * makes its own reference to the child; the count of the parent stays.
 * False: no memory, and nothing has changed: neither children, nor parents, nor counts. */
bool node_add(struct object *parent, struct object *child);

/** The parent of @p node. **New** reference, so that it cannot go while you look at it. NULL,
 * without an error: it has none, or its parent is gone. */
struct object *node_parent(struct object *node);

/** Takes out the child at @p index, which must be good. It has no parent afterwards. The caller
 * gets the reference that the parent had. */
struct object *node_remove(struct object *parent, intptr_t index);

#endif
