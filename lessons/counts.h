/**
 * @file
 * What gc.get_count() and gc.get_threshold() answer, as Python shows it. lesson.py needs no such
 * words: there the answers are tuples.
 *
 * The tuples that CPython makes for its answers are containers, too, and are counted, so lesson.py
 * reads a count in the same line as what moved it.
 */
#ifndef RECLAIM_LESSONS_COUNTS_H
#define RECLAIM_LESSONS_COUNTS_H

/** gc.get_count()[0]. */
int count_now(void);

/** Asks @p code, which is answered with the three counts as they are now, and shows them. @return
 * "(700, 0, 0)", good until the next such question. */
const char *asks_counts(const char *code);

/** The same for the three thresholds. */
const char *asks_thresholds(const char *code);

/** gc.set_threshold(threshold): the other two stay as they are. */
void set_threshold(int threshold);

#endif
