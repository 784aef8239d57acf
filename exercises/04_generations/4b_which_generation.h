/**
 * @file
 * Exercise 4b: which generation? A collection is due; how much is examined?
 *
 * Your file takes the place of common/collector/choose.c; the whole library is built around it.
 * When the trigger fires, gc_choose_generation() names the generation to collect; each collection
 * then reports how many survived it to gc_note_survivors(). The third function is for the person
 * who asks why there has been no full collection for so long.
 *
 * Rules of use:
 * - **Due** is a generation whose count is greater than its threshold: that, and nothing else.
 *   Thresholds may be 0, or negative; here neither means anything special.
 * - **The oldest that is due** is collected, since a collection takes all younger ones along. None
 *   is due: -1.
 * - **The quarter rule**: generation 2, though due, is passed over as long as long_lived_pending is
 *   less than a quarter of long_lived_total, in whole numbers: a quarter of 7 is 1. Then the
 *   younger ones are looked at as usual.
 * - **long_lived_total** is the number of survivors of the last full collection;
 *   **long_lived_pending** counts the survivors of all collections of generation 1 since then. Who
 *   survives generation 0 has a collection of generation 1 still to come, and is not counted yet.
 * - **Choosing only looks**: it changes nothing in @p gc. The counts are somebody else's (4a).
 * - Numbers may be as large as their types allow.
 *
 * What you can rely on: gc->generations[i].count and .threshold, gc->long_lived_total and
 * gc->long_lived_pending (common/collector/gc.h). GC_OLDEST is 2.
 */
#ifndef RECLAIM_EXERCISE_4B_WHICH_GENERATION_H
#define RECLAIM_EXERCISE_4B_WHICH_GENERATION_H

#include "common/collector/seams.h"

/* int gc_choose_generation(const struct gc_state *gc); and
 * void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors); are declared in
 * common/collector/seams.h. */

/** What still has to happen before gc_choose_generation() answers 2; both 0: it does. */
struct full_wait {
    long collections; /**< so many more have to be counted by generation 2, and it is due */
    size_t survivors; /**< so many more have to be pending, and it is not passed over */
};

/** Why there is no full collection now: what each of the two conditions still lacks, the least that
 * is enough, whether or not the other one holds. Changes nothing. */
struct full_wait gc_full_wait(const struct gc_state *gc);

#endif
