/* The right answers of an exercise for one seed, and what its checks say of themselves.
 *
 * They come from the reference program (the solution with the same checks) or, in a copy without
 * solutions, from the pack that `reclaim record` wrote. Never from the learner's process.
 */
#ifndef RECLAIM_GRADER_JUDGE_ANSWERS_H
#define RECLAIM_GRADER_JUDGE_ANSWERS_H

#include "exercises/grader/judge/catalogue.h"
#include "exercises/grader/judge/stream.h"
#include "exercises/grader/walls/run.h"

enum reason {
    REASON_TOO_MANY,
    REASON_TOO_FEW,
    REASON_LEAKED,
    REASON_CRASHED,
    REASON_TIMED_OUT,
    REASON_ERROR,
    REASONS,
};

struct about {
    const char *name, *title, *usually, *see, *after; /* "" where the check does not say */
    const char *reasons[REASONS]; /* what it means when just that happened; NULL */
    int points, seconds;
};

struct answers {
    const struct exercise *exercise;
    uint64_t seed;
    struct about *checks;
    struct stream *streams; /* one for each check */
    size_t count;
    double seconds; /* that the reference took, 0 for a pack */
    bool recorded;  /* from a pack */
    struct run run; /* of the reference, while it is under way */
    struct job job;
    bool running;
};

/* Whether there are any; without them nothing can be judged. */
bool answers_are_there(const struct exercise *exercise);
/* Begins to find the answers: the reference runs while the caller compiles. With a pack,
 * answers->seed becomes one that was recorded. Gives up with a sentence when there is neither. */
void answers_begin(struct answers *answers, const struct exercise *exercise, uint64_t seed,
                   bool prefer_pack);
/* Waits for them. Gives up when the reference does not stand by its own checks. */
void answers_finish(struct answers *answers);

/* Writes the pack of an exercise for seeds 1..count; false when the place cannot be written. */
bool answers_record(const struct exercise *exercise, unsigned count);

#endif
