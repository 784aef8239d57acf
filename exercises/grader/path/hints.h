/* The hints of an exercise, out of its part of tasks.md: the section whose heading ("## 1b slot")
 * starts with its id, and in it every part under a heading "### Hint ...". */
#ifndef RECLAIM_GRADER_PATH_HINTS_H
#define RECLAIM_GRADER_PATH_HINTS_H

#include "exercises/grader/judge/catalogue.h"

/* All of them, in order. */
struct words hints_read(const struct exercise *exercise);

#endif
