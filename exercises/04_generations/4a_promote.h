/**
 * @file
 * Exercise 4a: promote. A collection takes its generation and all younger ones together, and what
 * survives it moves up by one.
 *
 * Your file takes the place of common/collector/promote.c; the whole library is built around it. A
 * collection of generation g calls gc_merge_younger(), looks for garbage in the list of g and takes
 * it out, and calls gc_promote(). The third function is for people: how old is this object?
 *
 * Rules of use:
 * - **Order**: the members of g come first, then those of generation 0, then those of generation 1,
 *   each in the order in which they stood. Survivors go behind those who are in the older
 *   generation already. Finalizers and callbacks run in this order.
 * - **The oldest keeps its own**: there is nothing above generation 2.
 * - **Counts**: when a collection of g begins, the count of the next older generation, if there is
 *   one, goes up by one, and those of g and of all younger ones start again at 0. Promotion leaves
 *   the counts alone.
 * - **An emptied list is a good list**: its head leads to itself, both ways.
 * - **Only the ends**: a generation may have a million members. Of each list you read and write its
 *   head, its first and its last node; those between them are not touched, so the work is the same
 *   however many there are.
 * - **Flags stay**: the prev of a node is an address with flags in its low bits (gc_list.h);
 *   GC_FINALIZED must be there afterwards where it was before.
 *
 * What you can rely on: gc->generations[i].head is the list of generation i and .count its count;
 * gc->permanent is the list of the frozen ones. gc_next(), gc_prev(), gc_set_next() and
 * gc_set_prev() read and write the two links of a node or of a head, and the last keeps the flags;
 * gc_list_init() and gc_list_is_empty() are yours as well. The other functions of gc_list.h are
 * not: relinking is the exercise, and a file that calls them is refused.
 */
#ifndef RECLAIM_EXERCISE_4A_PROMOTE_H
#define RECLAIM_EXERCISE_4A_PROMOTE_H

#include "common/collector/seams.h"

/* void gc_merge_younger(struct gc_state *gc, int generation); and
 * void gc_promote(struct gc_state *gc, int generation); are declared in common/collector/seams.h.
 */

/** What gc_generation_of() says beside 0, 1 and 2. */
enum { GC_UNTRACKED = -1, GC_FROZEN = GC_GENERATIONS };

/** In which generation of @p gc @p obj stands: 0, 1 or 2; GC_FROZEN: gc_freeze() has put it into
 * gc->permanent; GC_UNTRACKED: no collection looks at it, as at every atom. Changes nothing, asks
 * for no memory, and may take as many steps as the list is long, but not as many calls inside one
 * another. Called between collections only. */
int gc_generation_of(const struct gc_state *gc, const struct object *obj);

#endif
