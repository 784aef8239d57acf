/**
 * @file
 * What the collector does, counted; work.py has the same words for lesson.py.
 *
 * - Between work_begin() and work_end() every collection is counted, whoever asked for it. Nothing
 * is allocated, so counting moves no trigger.
 * - It starts afresh: what there is already is collected and frozen until work_end(), so it is
 * neither visited nor among the long-lived, and all three counts are 0.
 * - It is the collector's observer meanwhile (common/collector/observe.h): trial.h and this do not
 * mix.
 * - The work of a collection is the number of objects that it *visits*: all that it examines, which
 * are the members of its generation and of the younger ones.
 */
#ifndef RECLAIM_LESSONS_WORK_H
#define RECLAIM_LESSONS_WORK_H

#include "common/collector/gc.h"

/** What happened since work_begin(). */
struct work {
    long long collections[GC_GENERATIONS]; /**< of each generation */
    long long visited;                     /**< objects examined, summed over all collections */
    long long found;                       /**< objects found unreachable, likewise */
    long long peak;                        /**< most objects in all generations when one began */
    long long left;                        /**< objects in all generations when counting ended */
    long long first[GC_GENERATIONS];       /**< value of the counter when each generation was first
                                                collected, -1: never */
};

/** Begins to count. @p counter (may be NULL, borrowed until work_end()) is a number of the lesson's
 * own, such as the allocations made so far; work.first tells its value. */
void work_begin(const long long *counter);

/** Ends counting. @return what there was. */
struct work work_end(void);

/** One collection: what it was, and what the collector chose it by. */
struct collected {
    int generation;
    int counts[GC_GENERATIONS]; /**< [1] and [2] as it began; [0] is not kept */
    long long at;               /**< the counter as it began */
};

/** The collection @p number since work_begin(), 1 being the first; generation -1: there were fewer,
 * or it is one of those after the 2,000th, which are not kept. Good until the next work_begin(). */
struct collected work_collection(int number);

#endif
