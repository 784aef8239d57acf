/* The gate: what a learner's object file may use, must define and must not contain. Nothing of it
 * has run yet.
 *
 * What it may use and must define is read off the program that it will be loaded into: the
 * functions that this program exports are the library's public ones, and those it lacks are the
 * contract's. No list is written by hand but that of the C library (gate_names.c), and what an
 * exercise does without (WITHOUT in exercises/CMakeLists.txt).
 */
#ifndef RECLAIM_GRADER_JUDGE_GATE_H
#define RECLAIM_GRADER_JUDGE_GATE_H

#include "exercises/grader/judge/catalogue.h"

/* Looks over an object file; adds a sentence to refusals for each thing that may not be. True:
 * none. */
bool gate_check(const struct exercise *exercise, const char *object, struct words *refusals);

/* Whether this function of the C library may be used in any exercise. */
bool gate_allows(const char *symbol);
/* What to do instead of using a symbol, as a sentence. */
const char *gate_advice(const char *symbol);

#endif
