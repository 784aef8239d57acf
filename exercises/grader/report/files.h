/* The verdicts for machines: JSON (Gradescope's results.json, with ours beside), JUnit's XML, CSV
 * for a class. What is said of one student is a text by itself, so that a class can be written as
 * it is graded. */
#ifndef RECLAIM_GRADER_REPORT_FILES_H
#define RECLAIM_GRADER_REPORT_FILES_H

#include "exercises/grader/judge/grade.h"

/* All that one run graded: one student's reports, or the learner's. */
struct grading {
    const char *student; /* NULL: the learner */
    struct report *reports;
    size_t count;
};

/* A results.json that says that the judge did not come to its end: written first, so that there is
 * one whatever happens. */
void json_write_unfinished(const char *path);
struct cJSON;
void json_save(const char *path, struct cJSON *json); /* and frees it */

/* One object; a class has them, with commas between, between json_head and json_foot. */
void json_add(struct text *to, const struct grading *grading);
extern const char json_head[], json_foot[];
/* One suite for each exercise, between junit_head and junit_foot. */
void junit_add(struct text *to, const struct grading *grading);
extern const char junit_head[], junit_foot[];
/* A line: the points and verdict of each exercise, and the sum. */
void csv_add_head(struct text *to, const struct exercise *const *exercises, size_t count);
void csv_add(struct text *to, const struct grading *grading);
/* "EXERCISE CHECK VERDICT" for each check, "EXERCISE - VERDICT" where none could run: for scripts.
 */
void verdicts_add(struct text *to, const struct grading *grading);

/* Writes one learner's results into the files that the options name. */
void files_write(const struct options *options, const struct grading *grading);

int grading_points(const struct grading *grading);
int grading_most(const struct grading *grading);

#endif
