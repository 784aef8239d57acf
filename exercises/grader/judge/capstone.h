/* All of a learner's seams at once: linked into one object, under every lesson and every
 * conformance program. */
#ifndef RECLAIM_GRADER_JUDGE_CAPSTONE_H
#define RECLAIM_GRADER_JUDGE_CAPSTONE_H

#include "exercises/grader/judge/grade.h"
#include "exercises/grader/judge/told.h"

/* One seam. Where the learner's file does not pass its checks, the library's own takes its place.
 */
struct unit {
    const struct exercise *exercise;
    bool own;        /* the learner's code runs */
    bool begun;      /* there is code of the learner's, right or wrong */
    const char *why; /* why it does not run; NULL */
};

struct capstone {
    struct exercise about; /* of catalogue_capstone() */
    const char *scratch;   /* where the objects are kept */
    struct work *work;     /* of capstone_link(): all units as one object */
    struct unit *units;
    size_t unit_count, own_count;
    struct told *lessons; /* one for each of about.told */
    bool compared;        /* the conformance programs were run */
    struct result conformance;
    size_t programs, agreeing;
    size_t open; /* that part, and may: the contract of a unit of the learner's leaves them open */
};

/* Judges each unit by its checks. source_of says which file answers an exercise; NULL: none. */
void capstone_begin(struct capstone *capstone, const struct catalogue *catalogue,
                    const struct options *options,
                    const char *(*source_of)(const struct exercise *, const struct options *));
/* Then, in this order: links them all, runs the lessons, runs the conformance programs. */
void capstone_link(struct capstone *capstone, const struct options *options);
void capstone_tell(struct capstone *capstone);
void capstone_compare(struct capstone *capstone);

/* The next conformance program after nth that parts and may not; (size_t)-1: none. Starts with -1.
 */
size_t capstone_next_parted(const struct capstone *capstone, size_t nth);
size_t capstone_lessons_passed(const struct capstone *capstone);
/* All is the learner's, and all that could be run went as it should. */
bool capstone_done(const struct capstone *capstone);

#endif
