/* What a lesson says on the library as it is: what the same lesson on a learner's code is compared
 * with. It is found by running it, and remembered beside the program until that is built anew. */
#ifndef RECLAIM_GRADER_JUDGE_COURSE_H
#define RECLAIM_GRADER_JUDGE_COURSE_H

#include "exercises/grader/judge/stream.h"
#include "exercises/grader/walls/run.h"

struct course {
    const char *lesson;   /* 01_refcounting */
    const char *program;  /* that has the lessons of the course */
    struct stream stream; /* what it says */
    double seconds;       /* that it took to say it */

    /* course.c's own */
    bool remembered;
    struct run run;
    struct job job;
};

/* Between the two it runs, if it has to. course_end() gives up when a lesson fails by itself. */
void course_start(struct course *course);
void course_end(struct course *course);

/* "01" */
const char *course_number(const char *lesson);
/* The name under which such a program has a lesson. */
void course_name_check(char *name, size_t size, const char *lesson);

#endif
