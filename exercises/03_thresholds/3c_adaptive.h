/**
 * @file
 * Exercise 3c: adaptive. A rule of your own for when to collect.
 *
 * Your file takes the place of common/collector/trigger.c, as in 3a, but the rule is not CPython's.
 * A threshold that is a number is wrong twice. With much in use, it has all of that visited for a
 * handful of garbage; with little in use, it lets more garbage lie about than there is anything
 * else. Yours looks at how much there is.
 *
 * Rules of use, with full collections, gc_collect(GC_OLDEST):
 * - **Work**: a *visit* is a call of an object's traverse. A full collection makes one for each
 *   object that is garbage and two for each in use. (The lesson counts each of them once.) After n
 *   allocations, however many those are, there were at most ADAPTIVE_VISITS * n +
 *   ADAPTIVE_VISITS_FREE visits.
 * - **Room**: there are never more objects, garbage included, than ADAPTIVE_ROOM * L +
 *   ADAPTIVE_ROOM_FREE, where L is the most that were in use at any moment of the last
 *   ADAPTIVE_WINDOW allocations. So your rule has to follow when what is in use becomes less.
 * - Nothing is collected while the collector is disabled or an error is pending.
 * - Both functions run for every container there is, so they take constant time, besides the
 *   collection: no walk through a list to see how long it is. (The checks cannot count such steps;
 *   a program would feel them.)
 *
 * What you can rely on: gc->long_lived_total is how many objects survived the last full collection,
 * 0 before the first. gc->generations[0].count is yours to count in, and a collection sets it to 0
 * before it does anything else; a `static` variable will do as well. The thresholds mean nothing
 * here. gc_collect() does nothing inside a collection.
 */
#ifndef RECLAIM_EXERCISE_3C_ADAPTIVE_H
#define RECLAIM_EXERCISE_3C_ADAPTIVE_H

#include "common/base/error.h"
#include "common/collector/gc.h"

enum {
    ADAPTIVE_VISITS = 8,
    ADAPTIVE_VISITS_FREE = 20000,
    ADAPTIVE_ROOM = 3,
    ADAPTIVE_ROOM_FREE = 2000,
    ADAPTIVE_WINDOW = 20000,
};

/* void gc_count_allocation(struct gc_state *gc); and
 * void gc_count_free(struct gc_state *gc); are declared in common/collector/gc.h. */

#endif
