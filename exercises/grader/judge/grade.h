/* Grading one exercise of one submission, from the file to a report. */
#ifndef RECLAIM_GRADER_JUDGE_GRADE_H
#define RECLAIM_GRADER_JUDGE_GRADE_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/verdict.h"

struct work; /* what is under way for one report: work.h */

struct report {
    struct work *work; /* from grade_quickly() to grade_end() */
    const struct exercise *exercise;
    const char *source;   /* the file that was graded */
    enum verdict verdict; /* of the whole: passed, not started, did not compile, refused; else the
                             first failure's */
    uint64_t seed;
    bool recorded;        /* the answers came from a pack */
    const char *sentence; /* why nothing could be run; NULL when checks were */
    const char *warning;  /* the compiler's first */
    struct words refusals;
    struct result *results;
    size_t count;
    int points, points_most;
    bool pending;         /* the last row, the lessons, has still to be run: grade_lessons() */
    bool to_be_asked;     /* Valgrind, still; so the points are not the last word */
    const char *valgrind; /* one line: what the second witness said, or why it was not asked */
    const char *cannot;   /* a note on what this machine cannot do; NULL */
    double seconds;
    void (*heard)(
        struct report *report); /* called whenever a check was judged; NULL: nobody asks */
};

/* Grades source (NULL: it was not handed in) as an answer to exercise. */
void grade(struct report *report, const struct exercise *exercise, const char *source,
           const struct options *options);

/* The same without the lessons that run on a seam, and without Valgrind. Then grade_lessons() runs
 * those that are pending, and grade_again() asks Valgrind, which may take points back. So that a
 * learner can read while they work. */
void grade_quickly(struct report *report, const struct exercise *exercise, const char *source,
                   const struct options *options);
/* The same, and `heard` is told whenever a check was judged: report->results[].judged. */
void grade_aloud(struct report *report, const struct exercise *exercise, const char *source,
                 const struct options *options, void (*heard)(struct report *report));
void grade_lessons(struct report *report);
bool grade_has_second_witness(const struct report *report, const struct options *options);
void grade_again(struct report *report, const struct options *options);

/* Grades source under count seeds, whose answers are there already, and writes into passed[] under
 * which it got all points. It is compiled once; the lessons that run on a seam know no seed and
 * are run once, too. False: it did not compile, and the report says why. first is called with the
 * report under the first seed, or with that one. */
struct answers;
bool grade_seeds(struct report *report, const char *source, const struct options *options,
                 const struct answers *answers, size_t count, bool *passed,
                 void (*first)(struct report *report));

/* Removes the folder with what was compiled. */
void grade_end(struct report *report);

#endif
