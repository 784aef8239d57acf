/* What the learner's present file is worth: the best verdict that it would get again.
 *
 * A verdict is kept under the content of the file and all that judged it (the checks, the lessons,
 * the answers, this program). So what was tried meanwhile does not count, and a file that comes
 * back has its verdict back. What is kept only saves judging twice, for what is shown of one's own
 * progress: grade never asks it.
 */
#ifndef RECLAIM_GRADER_PATH_STANDING_H
#define RECLAIM_GRADER_PATH_STANDING_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/catalogue.h"

struct standing {
    bool known;   /* false: this file has not been judged */
    bool started; /* it is not the file that the exercise began with */
    int points;   /* of 10; 0 unless known */
};

bool standing_passed(const struct standing *standing);

/* Of the present file. With `derive`, one that is not known is judged, without a word. */
struct standing standing_of(const struct exercise *exercise, const struct options *options,
                            bool derive);

/* Under what the verdict on the present file is kept: taken before it is judged. */
char *standing_key(const struct exercise *exercise);
/* Keeps it, unless the file has changed since. False: the place cannot be written. */
bool standing_keep(const struct exercise *exercise, const char *key, int points);

/* The same for all seams at once; points are 10 when it is done. */
struct standing standing_of_capstone(const struct catalogue *catalogue,
                                     const struct exercise *capstone);
char *standing_key_of_capstone(const struct catalogue *catalogue, const struct exercise *capstone);
bool standing_keep_capstone(const struct catalogue *catalogue, const struct exercise *capstone,
                            const char *key, int points);

/* The file that the exercise began with: exercises/01_refcounting/untouched/1b_slot.c. */
const char *untouched_path(const struct exercise *exercise);

#endif
