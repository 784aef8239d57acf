/**
 * @file
 * Exercise 3a: the trigger. When does the collector run by itself, and if it did not, why not?
 *
 * Your file takes the place of common/collector/trigger.c; the whole library is built around it.
 * Each block of memory for a container goes through gc_count_allocation() when it comes from the
 * allocator, and through gc_count_free() when it goes back. Atoms never do, nor does a list that is
 * taken from a free list. Both functions are handed the collector's state.
 *
 * Rules of use:
 * - **Counting**: gc->generations[0].count is one more for each allocation and one less for each
 *   free, whatever generation the freed object was in, but never below zero. It counts on while the
 *   collector is off. A collection sets it back to 0 by itself, before it does anything else.
 * - **The trigger**: after an allocation is counted, a collection is *due* if the count is greater
 *   than gc->generations[0].threshold. It does not run if one of these is in the way: the collector
 *   is disabled; the threshold is 0; a collection is running already; an error is pending. It is
 *   only put off: the next allocation with nothing in the way collects.
 * - A threshold below zero is allowed, and exceeded by every allocation.
 * - **What is collected** is not your business: gc_choose_generation() says which generation.
 * - **Why**: gc_last_trigger() tells what came of the last allocation. (Python has no such
 *   function: there one has to look in five places.) Where several answers are true, the one that
 *   stands first in the enum is given. Finalizers run inside a collection, and allocate: when such
 *   an allocation ends it is the last, until the one that started the collection ends.
 */
#ifndef RECLAIM_EXERCISE_3A_TRIGGER_H
#define RECLAIM_EXERCISE_3A_TRIGGER_H

#include "common/base/error.h"
#include "common/collector/gc.h"
#include "common/collector/seams.h"

/** What came of an allocation, in the order in which CPython asks. */
enum trigger_outcome {
    TRIGGER_NOT_DUE,    /**< it was counted, and the count is not greater than the threshold */
    TRIGGER_DISABLED,   /**< gc.disable() */
    TRIGGER_ZERO,       /**< gc.set_threshold(0) */
    TRIGGER_COLLECTING, /**< a collection is running: a finalizer or callback allocates */
    TRIGGER_ERROR,      /**< an error is pending */
    TRIGGER_COLLECTED,  /**< it started a collection, which has ended */
};

/** What came of the last allocation of a container that has ended. */
enum trigger_outcome gc_last_trigger(void);

/* void gc_count_allocation(struct gc_state *gc); and
 * void gc_count_free(struct gc_state *gc); are declared in common/collector/gc.h,
 * int gc_choose_generation(const struct gc_state *gc); in common/collector/seams.h. */

#endif
