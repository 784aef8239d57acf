/* A whole class: each folder in one folder is a student's submission. */
#ifndef RECLAIM_GRADER_CLASS_CLASS_H
#define RECLAIM_GRADER_CLASS_CLASS_H

#include "exercises/grader/judge/catalogue.h"

/* The names of the students' folders below a folder, sorted. Gives up when there are none. */
struct words class_students(const char *folder);

/* The file in a submission that answers an exercise, known by its name alone, at most four folders
 * deep, the highest one if there are several; NULL when there is none. Links are not followed. A
 * submission may be the file itself. */
const char *class_find(const char *submission, const struct exercise *exercise);

#endif
