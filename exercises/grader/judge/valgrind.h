/* Valgrind, the second witness: all checks in one process, once for an exercise whose checks
 * passed. */
#ifndef RECLAIM_GRADER_JUDGE_VALGRIND_H
#define RECLAIM_GRADER_JUDGE_VALGRIND_H

#include "exercises/grader/judge/catalogue.h"

/* What it found about one check: the report cut down to the learner's own lines. */
struct finding {
    const char *check; /* its name; NULL: it cannot be told */
    bool leak;
    const char *text;
};

struct findings {
    struct finding *at;
    size_t count;
    bool ran; /* it came to its end and its report could be read */
};

bool valgrind_is_there(void);

/* Reads a report of memcheck. The learner's file is known by its name. */
void valgrind_read(struct findings *findings, const char *report, const struct exercise *exercise);

#endif
