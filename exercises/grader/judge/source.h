/* What a learner's file may hold: plain C and nothing else. It is read as the compiler reads it
 * (trigraphs, spliced lines, comments, strings), before the compiler does.
 *
 * Refused is what no exercise needs, and what could put something into the object that no compiler
 * would: assembly, attributes, pragmas, built-in functions and every other reserved name; names
 * that are pasted together; `#line` and its kind; and headers other than the contract, exercise.h,
 * the library's public ones and those of standard C. */
#ifndef RECLAIM_GRADER_JUDGE_SOURCE_H
#define RECLAIM_GRADER_JUDGE_SOURCE_H

#include "exercises/grader/judge/catalogue.h"

/* Adds a sentence to refusals for each thing that may not be. True: none. A file that cannot be
 * read is none of its business. */
bool source_check(const struct exercise *exercise, const char *path, struct words *refusals);

#endif
