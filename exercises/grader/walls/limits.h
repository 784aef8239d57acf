/* What the child does between fork and exec: run.c's other half. */
#ifndef RECLAIM_GRADER_WALLS_LIMITS_H
#define RECLAIM_GRADER_WALLS_LIMITS_H

#include "exercises/grader/walls/run.h"

/* Becomes the program of run; never returns. The descriptors are the child's ends, -1 for none. */
_Noreturn void become(const struct run *run, int job_fd, int record_fd, int output_fd);

#endif
