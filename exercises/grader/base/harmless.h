/* What strangers wrote, made fit to be shown or put into a file. add_wrapped() and add_both_ends()
 * (report/terminal.h) do so with all that they lay out. */
#ifndef RECLAIM_GRADER_BASE_HARMLESS_H
#define RECLAIM_GRADER_BASE_HARMLESS_H

#include <stddef.h>

/* Valid UTF-8 without control bytes but newline and tab, and without marks that turn the direction
 * of writing or end a line; all else as \xHH. */
char *make_harmless(const char *bytes, size_t size);

/* The same on one line: newline and tab as \xHH, too. For names. */
char *make_one_line(const char *text);

#endif
