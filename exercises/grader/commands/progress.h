/* What is remembered between runs: hints already given and points of the last grading, in
 * .reclaim/progress of the project. Lines "hints 1b 2" and "points 1b 7". A tree that cannot be
 * written to is no error: nothing is remembered then.
 */
#ifndef RECLAIM_GRADER_COMMANDS_PROGRESS_H
#define RECLAIM_GRADER_COMMANDS_PROGRESS_H

#include <stdbool.h>

/* The number kept under a key for an exercise; -1 when there is none. */
int progress_get(const char *root, const char *key, const char *id);
/* Keeps one; false when the place cannot be written. */
bool progress_set(const char *root, const char *key, const char *id, int value);

#endif
