/* What the files of grade.h share: everything that is under way for one exercise. */
#ifndef RECLAIM_GRADER_JUDGE_WORK_H
#define RECLAIM_GRADER_JUDGE_WORK_H

#include "exercises/grader/judge/compile.h"
#include "exercises/grader/judge/grade.h"

struct work {
    struct report *report;
    const struct options *options;
    struct answers answers;
    struct compilation compilation;
    bool sandbox;
    struct run *runs;
    struct job *jobs;
    struct run *second; /* Valgrind under way; NULL */
    struct job second_job;
};

uint64_t grade_random(void);
bool grade_wants_sandbox(const struct options *options);
/* A fresh report and everything that is under way. */
void grade_begin(struct report *report, const struct exercise *exercise,
                 const struct options *options);
/* From the file to the learner's object; false: the report says why not. */
bool grade_build(struct report *report, const char *source);
/* Runs one check by itself. */
void grade_run_check(struct report *report, size_t i);
/* Runs every check whose turn comes, and fills report->results. */
void grade_run_checks(struct report *report);
/* Points and the verdict of the whole, from the results. */
void grade_sum_up(struct report *report);
/* A pass under one seed may be luck: it has to pass under the next ones, too. Where it does not,
 * the report is that seed's. */
void grade_further_seeds(struct report *report);
/* Starts Valgrind, if every check passed and it is to be asked; grade_again() waits for it. */
void grade_start_again(struct report *report);
/* Ends it, if it is still under way. */
void grade_stop_again(struct work *work);
/* Adds the row of the lessons to a seam's report. */
void grade_add_lessons(struct report *report);
/* Adds what runs a program with the learner's object, to argv, and aims run at it. */
void grade_aim(const struct work *work, struct run *run, struct words argv, const char *program);
/* The same for a program that takes a job, with what it may ask of the system. */
void grade_aim_filtered(const struct work *work, struct run *run, const char *program);
/* What every process with the learner's object may use. Seconds of computing, and by the clock. */
struct limits grade_limits(const struct work *work, double cpu, double wall);
size_t grade_processors(void);

#endif
