/* The verdicts for machines: JSON (Gradescope's results.json, with ours beside), JUnit's XML, CSV
 * for a class. */
#ifndef RECLAIM_GRADER_REPORT_FILES_H
#define RECLAIM_GRADER_REPORT_FILES_H

#include "exercises/grader/judge/grade.h"

/* All that one run graded: each of the students' reports, or just one's. */
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
void json_write(const char *path, const struct grading *gradings, size_t count);
void junit_write(const char *path, const struct grading *gradings, size_t count);
/* A line for each student: the points of each exercise, and the sum. */
void csv_write(const char *path, const struct grading *gradings, size_t count);

/* "EXERCISE CHECK VERDICT" for each check, "EXERCISE - VERDICT" where none could run: for scripts.
 */
void verdicts_write(const char *path, const struct grading *gradings, size_t count);

int grading_points(const struct grading *grading);
int grading_most(const struct grading *grading);

#endif
