/* Lessons run on the learner's code: every line of their transcripts is an observation, and is
 * compared with what the course's own lesson says on this machine. */
#ifndef RECLAIM_GRADER_JUDGE_TOLD_H
#define RECLAIM_GRADER_JUDGE_TOLD_H

#include "exercises/grader/judge/course.h"
#include "exercises/grader/judge/verdict.h"

struct work;

struct told {
    struct course course; /* the lesson, and what it has to say */
    struct result result; /* what came of it on the learner's code; about is NULL */

    /* told.c's own */
    const struct work *work;
    const char *program;
    struct run run;
    struct job job;
};

/* Runs lessons out of two programs, `course` with the library as it is and `mine` with the
 * learner's object of the work under way. Gives up when a lesson of the course fails by itself. */
struct told *told_run(const struct work *work, const struct words *lessons, const char *course,
                      const char *mine);

/* The title of the act in which the nth observation stands; NULL: before the first. */
const char *told_act(const struct stream *stream, size_t nth);
/* How many claims of a transcript are marked as true. */
size_t told_claims(const struct stream *stream);

#endif
