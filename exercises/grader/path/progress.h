/* What is remembered between runs, in .reclaim/progress of the project: lines "hints 1b 2" (taken),
 * "read 01-deep 1" (a section) and "points 1b:0f83... 7" (standing.h; the latest few of each
 * exercise). A tree that cannot be written to is no error: nothing is remembered then. A line that
 * makes no sense is none.
 */
#ifndef RECLAIM_GRADER_PATH_PROGRESS_H
#define RECLAIM_GRADER_PATH_PROGRESS_H

#include <stdbool.h>

/* The number kept under a key for an id; -1 when there is none. */
int progress_get(const char *root, const char *key, const char *id);
/* Keeps one; false when the place cannot be written. */
bool progress_set(const char *root, const char *key, const char *id, int value);
/* The folder for what is kept, made if need be: ROOT/.reclaim. */
const char *progress_folder(const char *root);

#endif
