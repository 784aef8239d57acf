/* From what a run of a check sent to what it is worth. Only VERDICT_PASSED counts. */
#ifndef RECLAIM_GRADER_JUDGE_VERDICT_H
#define RECLAIM_GRADER_JUDGE_VERDICT_H

#include "exercises/grader/judge/answers.h"
#include "exercises/grader/judge/stream.h"
#include "exercises/grader/walls/run.h"

enum verdict {
    VERDICT_PASSED,
    VERDICT_WRONG,
    VERDICT_CRASHED,
    VERDICT_TIMED_OUT,
    VERDICT_ENDED_EARLY,
    VERDICT_LEAKED,
    VERDICT_OUT_OF_MEMORY,
    VERDICT_NOT_STARTED,
    VERDICT_COULD_NOT_RUN,
    VERDICT_DID_NOT_COMPILE,
    VERDICT_REFUSED,
};

/* One check of one submission. */
struct result {
    const struct about *about;
    enum verdict verdict;
    const char *sentence; /* why, in one sentence; NULL when passed or wrong */
    const char *place;    /* "1b_slot.c:31, in slot_set" where it crashed or was; NULL: not known */
    const char *note;     /* what Valgrind said; NULL */
    const char *lesson;   /* of the row "lessons": the one that failed; NULL */
    const char *output;   /* what the learner's code printed */
    struct stream stream;
    const struct stream *expected;
    size_t first_wrong; /* among the observations; (size_t)-1: all are right */
    double seconds;
};

const char *verdict_word(enum verdict verdict); /* "ended early" */

/* Fills all of result but about, expected and place from an ended run. */
void verdict_find(struct result *result, const struct run *run, uint64_t nonce);

/* Observations differ: not equal, or one of them is missing. */
bool records_differ(const struct record *actual, const struct record *expected);

#endif
