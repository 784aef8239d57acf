/**
 * @file
 * Exercise 2b: trial deletion, from nothing.
 *
 * A heap stripped to what the collector needs: objects are the numbers 0 .. size-1, and each has a
 * reference count and the references that it owns. What holds objects from outside, names and the
 * like, you are not told. You find it out, as the collector does.
 *
 * Rules of use:
 * - An object is **garbage** when nothing outside holds it and nothing that is reachable refers to
 *   it. References between garbage objects save nobody.
 * - An object may refer to itself, and to another one several times: each is a reference, and each
 *   is in the count.
 * - **Counts are lent**: count[] may change while you work, and is what it was when you return. The
 *   next collection needs it.
 * - **Linear work**: heap_to() is called at most four times for each reference in the heap, however
 *   the objects are ordered.
 * - **Constant stack, no memory**: no recursion, since a chain may be as long as the heap, and no
 *   arrays of your own, also no static ones: other heaps may be asked about meanwhile, each with
 *   a room[] of its own. For what you have to remember there is room[].
 */
#ifndef RECLAIM_EXERCISE_2B_TRIAL_DELETION_H
#define RECLAIM_EXERCISE_2B_TRIAL_DELETION_H

#include <stdbool.h>

struct heap {
    int size;   /**< objects are 0 .. size-1; there may be none */
    int *count; /**< count[i]: references to object i, from objects and from outside together */
    int *room;  /**< 2 * size ints, yours; anything may stand in them at first */
};

/** How many references object @p from owns. */
int heap_references(const struct heap *heap, int from);

/** Whom reference number @p k of object @p from leads to; 0 <= @p k < heap_references(). Each call
 * is a visit, and visits are counted. */
int heap_to(const struct heap *heap, int from, int k);

/** Sets garbage[i], for each object, to whether it is garbage. @p garbage has @p heap->size places,
 * and anything may stand in them at first. @return how many are garbage. */
int find_unreachable(struct heap *heap, bool *garbage);

#endif
