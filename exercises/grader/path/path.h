/* The one path through the course: for each lesson its page, section by section, each with its run,
 * and the exercises where the page places them ("@exercise 1b"; those that it does not place come
 * with its section "Your turn"); then the capstone. All that says what comes next asks here.
 */
#ifndef RECLAIM_GRADER_PATH_PATH_H
#define RECLAIM_GRADER_PATH_PATH_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/path/sections.h"
#include "exercises/grader/path/standing.h"

enum step_kind { STEP_SECTION, STEP_EXERCISE, STEP_CAPSTONE };

struct step {
    enum step_kind kind;
    const char *lesson;              /* 01_refcounting; "" for the capstone */
    const char *id;                  /* 01-names-and-counts, 1b, capstone */
    const char *title;               /* Names and counts, slot */
    const char *command;             /* what does it, as it is typed */
    const struct exercise *exercise; /* NULL for a section */
    const struct section *section;   /* NULL for the others */
    struct standing standing; /* of an exercise; of the capstone, points 10 when it is done */
    bool done;                /* read, passed; or left behind, a section that was read elsewhere */
};

struct path {
    const struct catalogue *catalogue;
    struct step *steps;
    size_t count;
};

/* The path and how far its learner is. With `derive`, files whose standing is not known are judged
 * for it. */
void path_load(struct path *path, const struct catalogue *catalogue, const struct options *options,
               bool derive);

/* The one next thing: the first that is not done. A stretch exercise (a star) waits until nothing
 * else but the capstone is left. NULL: all is done. */
const struct step *path_next(const struct path *path);

/* The same among the exercises alone; the first of all when all have passed. */
const struct step *path_next_exercise(const struct path *path);

/* The step of an exercise, by its id; and the exercise before or after a step, NULL at the ends. */
const struct step *path_find(const struct path *path, const char *id);
const struct step *path_exercise_before(const struct path *path, const struct step *step);
const struct step *path_exercise_after(const struct path *path, const struct step *step);

/* "section \"Names and counts\" of lesson 1", "exercise 1b slot", "the capstone". */
const char *step_name(const struct step *step);

/* Keeps that a section has been read; false: cannot be kept. */
bool path_keep_read(const struct path *path, const char *section);

#endif
