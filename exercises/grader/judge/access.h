/* What makes the compiler and the linker put the access checks into a learner's file, which
 * runtime/guard.c answers. */
#ifndef RECLAIM_GRADER_JUDGE_ACCESS_H
#define RECLAIM_GRADER_JUDGE_ACCESS_H

#include "exercises/grader/base/text.h"

/* A call before each access to memory. */
void access_checks(struct words *argv, const char *cc);
/* Calls of the C library go by way of the runtime. */
void access_calls(struct words *argv);

#endif
