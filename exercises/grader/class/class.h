/* A whole class: each folder in one folder is a student's submission. */
#ifndef RECLAIM_GRADER_CLASS_CLASS_H
#define RECLAIM_GRADER_CLASS_CLASS_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/catalogue.h"

/* The names of the students' folders below a folder, sorted. Gives up when there are none. */
struct words class_students(const char *folder);

/* The file in a submission that answers an exercise, known by its name alone, at most four folders
 * deep, the highest one if there are several; NULL when there is none. Links are not followed. A
 * submission may be the file itself. */
const char *class_find(const char *submission, const struct exercise *exercise);

/* Grades each student's folder, as many at once as there are processors, each in a process of its
 * own: what one submission does to the judge, no other feels. Shows a student's marks as they are
 * known and writes them; what was stopped goes on with --resume. Returns 0 only for full marks
 * everywhere. */
int class_grade(const struct exercise *const *exercises, size_t count,
                const struct options *options);

#endif
