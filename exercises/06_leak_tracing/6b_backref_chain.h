/**
 * @file
 * Exercise 6b: back-reference chain, the shortest way from a root to an object that should be dead.
 *
 * Who can be a link: the objects that gc_get_objects(GC_ALL_GENERATIONS) lists, that is, the
 * tracked ones. gc_get_referrers() finds exactly these, one step back at a time.
 *
 * Rules of use:
 * - **Look, do not touch**: no count is changed for good, and nothing is kept but the chain.
 * - **Nothing of your own is a link.** A list in which the search keeps what it has found refers to
 *   all of that, and is an object like any other. Bytes from memory_alloc() are none.
 * - **Work**: a step back may look at every object there is, and a chain of n references is n steps
 *   back. object_traverse() and what calls it (gc_get_referrers() traverses each tracked object
 *   once, gc_get_referents() those it is given) may look at each object four times for each step,
 *   and no more: not once for each holder that a step has found. Without a root in sight the steps
 *   go on as long as they find somebody new, up to max_depth.
 * - Holders may stand in cycles.
 *
 * In Python: objgraph.find_backref_chain().
 */
#ifndef RECLAIM_EXERCISE_6B_BACKREF_CHAIN_H
#define RECLAIM_EXERCISE_6B_BACKREF_CHAIN_H

#include "common/objects/object.h"

/** Whether @p obj (borrowed) is a root: something that is alive for a reason one knows. Changes
 * nothing. */
typedef bool root_test(struct object *obj, void *argument);

/** A shortest chain by which a root holds @p obj: the list [root, ..., obj], in which each refers
 * directly to the next. It has at most @p max_depth references, so max_depth + 1 objects; of
 * several roots the nearest counts, and of several shortest chains any will do. [obj] alone when
 * @p obj is a root itself, and when there is no such chain. @p obj may be of any type. New
 * reference. NULL: no memory, and nothing is left behind. */
struct object *backref_chain(struct object *obj, root_test *is_root, void *argument, int max_depth);

#endif
