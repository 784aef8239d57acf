/* A file of the learner's own, run and not judged: see exercises/try/try.h for what it holds. */
#ifndef RECLAIM_GRADER_JUDGE_TRY_H
#define RECLAIM_GRADER_JUDGE_TRY_H

#include "exercises/grader/judge/grade.h"

/* Compiles and runs a file as the one check of `exercise` (catalogue_try()), with its lines traced.
 * report->results[0] has what came of it; where it could not be run, report->count is 0 and the
 * report says why. Then grade_end(). */
void try_run(struct report *report, struct exercise *exercise, const char *path,
             const struct options *options);

/* Adds source to `to` with a call of try_line() before each statement that begins in a block.
 * Lines keep their numbers. */
void try_add_lines(struct text *to, const char *source);

#endif
