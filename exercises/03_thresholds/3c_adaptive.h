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
 *   object that is garbage and two for each in use. (The lesson counts each of them once.) You have
 *   a budget of visits. It begins with ADAPTIVE_VISITS_FREE, and each allocation adds
 *   ADAPTIVE_VISITS. It may never be overdrawn. Only the collections that your rule starts count.
 * - **Room**: there are never more objects, garbage included, than ADAPTIVE_ROOM_FREE, and
 *   ADAPTIVE_ROOM more for each that was in use *lately*. Lately is a span of allocations: as many
 *   as there are objects now, and ADAPTIVE_WINDOW more. What counts is the most that were in use at
 *   any moment of it. So your rule has to notice when less is in use. That may be because objects
 *   were freed by counting, so that there are fewer of them. Or they became garbage, and the number
 *   of objects tells nothing: it may stay the same for ever.
 * - Nothing is collected while the collector is disabled or an error is pending. It is only put
 *   off: with the next allocation that has nothing in the way, both bounds hold again.
 * - Both functions run for every container there is, so they take constant time, besides the
 *   collection: no walk through a list to see how long it is. (The checks cannot count such steps;
 *   a program would feel them.)
 *
 * What you can rely on: gc->long_lived_total is how many objects survived the last full collection,
 * 0 before the first. gc->generations[0].count is yours to count in, and a collection sets it to 0
 * before it does anything else; `static` variables will do as well. Every object that is allocated
 * is counted, and so is every one that is freed, by a collection too. The thresholds mean nothing
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
    ADAPTIVE_WINDOW = 2000,
};

/* void gc_count_allocation(struct gc_state *gc); and
 * void gc_count_free(struct gc_state *gc); are declared in common/collector/gc.h. */

#endif
