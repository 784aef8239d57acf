/* A source file as the compiler cuts it into lines, before there are any tokens. */
#ifndef RECLAIM_GRADER_JUDGE_SOURCE_LINES_H
#define RECLAIM_GRADER_JUDGE_SOURCE_LINES_H

#include "exercises/grader/base/text.h"

/* The line of the first control character but tab, form feed and the two line ends, 0 when there
 * is none. Compilers disagree about them: a lone carriage return ends a line for one. */
int source_odd_line(const struct text *file);

/* The whole file without trigraphs and spliced lines. A spliced line gives its line end back at
 * the next real one, so that lines keep their numbers. */
void source_join_lines(const struct text *file, struct text *to);

#endif
