/**
 * @file
 * Each instrument on all four leaks: a table, and what it saw; instruments.py has the same.
 *
 * Whoever leaks is mended again before the next one, so nothing is left.
 */
#ifndef RECLAIM_LESSONS_INSTRUMENTS_H
#define RECLAIM_LESSONS_INSTRUMENTS_H

#include "common/tracing/snapshot.h"
#include "lessons/06_leak_tracing/leaks.h"

enum { ROUNDS = 3 };

/** What the instruments saw of one leak. */
struct sight {
    const char *risen[ROUNDS + 1];     /**< memory after each round, and mended */
    bool line;                         /**< tracemalloc named its function */
    ptrdiff_t uncollected, photo, str; /**< how many more, by type */
    char chain[64];                    /**< from a root to its Photo */
    intptr_t nobody;                   /**< references without an owner */
    bool tracked;                      /**< what it left is in the collector's list */
    size_t referrers;                  /**< and has so many of these */
    bool lost;                         /**< no pointer leads there, or so Valgrind says */
    bool helps;                        /**< gc.collect() got the memory back */
};

extern struct sight sees[LEAKS];

void ten_times(void (*run)(void));

/** Traced bytes. */
size_t traced(void);

/** "1.0 MB", rounded. Good until many more calls were made. */
const char *megabytes(size_t now, size_t before);

/** The functions of its frames, the oldest first: "['watch', 'take']". Good until the next call. */
const char *functions(const struct statistic *top);

/** @name Each prints its table
 *  collections() prints nothing; three_rounds() returns whether look(), which does not leak, stayed
 * at nothing. */
///@{
bool three_rounds(void);
void biggest_growth(void);
void growth_by_type(void);
void chains(void);
void accounts(void);
void pointers(void);
void collections(void);
void who_sees_what(void);
///@}

#endif
