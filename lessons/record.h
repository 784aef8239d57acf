/**
 * @file
 * A run as data: what the narrator, the page and the collector tell, one record of JSON a line, in
 * the file of --record. The format is on the site's page "A run as data" (docs/pages/recording.md).
 *
 * Without --record nothing of this does anything.
 */
#ifndef RECLAIM_LESSONS_RECORD_H
#define RECLAIM_LESSONS_RECORD_H

#include <stdbool.h>

#include "common/collector/observe.h"
#include "lessons/question.h"

/** Begins. Ends the program with status 2 and a complaint when @p file cannot be written. NULL:
 * there is no recording. */
void recording_open(const char *file, const char *number, const char *title, const char *question);

/** Ends it with @p at_end, @p count questions. False, with a complaint, if it could not be written
 * whole. */
bool recording_close(const struct question *const at_end[], int count);

void recording_act(const char *title);
/** A step begins: its line of Python comes next. */
void recording_step(void);
void recording_end_step(void);
/** The next line is a question; @p question may be NULL. */
void recording_ask(const struct question *question);
/** The next line is this claim. */
void recording_claim(const char *id, bool is_true);
/** The heap, if it is not as it was when last recorded. */
void recording_heap(void);

/** As observe_set(), for lessons: the recording watches, too, and goes on when @p observer is NULL.
 */
void recording_observe(const struct observer *observer);

#endif
