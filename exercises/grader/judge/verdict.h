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

/* What every exercise owes: see runtime/owed.c. */
enum owing {
    OWES_NOTHING,
    OWES_AMISS,   /* wrong whatever the check holds */
    OWES_COUNTS,  /* references that nobody shows are not those that the check holds */
    OWES_PENDING, /* an error is pending, or none is, where it is not so beside the solution */
};

/* The first point at which something is owed. */
struct owed {
    enum owing what;
    size_t at; /* among the records: the point, or what is amiss */
    const struct record
        *type; /* OWES_COUNTS: the sum of the type that differs; or NULL, none is left */
    const struct record *wanted;               /* the same beside the solution; or NULL */
    const struct record *holds, *wanted_holds; /* where the records of single objects begin */
    const char *pending, *wanted_pending;      /* OWES_PENDING: the errors, "" for none */
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
    struct owed owed;
    size_t first_wrong; /* among the observations; (size_t)-1: all are right */
    double seconds;
    bool judged; /* its turn came */
};

const char *verdict_word(enum verdict verdict); /* "ended early" */

/* Fills all of result but about, expected and place from an ended run. */
void verdict_find(struct result *result, const struct run *run, uint64_t nonce);

/* Finds what is owed, up to the first wrong observation. Returns whether anything is. */
bool owed_find(struct result *result);

/* What the failure means, by what happened; NULL: nothing is known that would help. */
const char *reason_for(const struct result *result);

/* Observations differ: not equal, or one of them is missing. */
bool records_differ(const struct record *actual, const struct record *expected);

#endif
