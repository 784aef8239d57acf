/**
 * @file
 * What narrator.c tells evidence.c, where counts, events and claims are kept.
 */
#ifndef RECLAIM_LESSONS_EVIDENCE_H
#define RECLAIM_LESSONS_EVIDENCE_H

#include <stdbool.h>

/** Makes the class of thing_new(), and drops it. */
void evidence_open(void);
void evidence_close(void);

/** Forgets the events of the step before. */
void evidence_begin_step(void);

/** Whether all claims so far were true. */
bool evidence_is_good(void);

/** Prints how many claims there were. @return whether all were true. */
bool evidence_tally(void);

#endif
