/* What an exercise asks for, out of the lesson's tasks.md: the section whose heading ("## 1b slot")
 * starts with its id. Its hints stand in a file of their own beside it, hints.md, so that an editor
 * does not show them: under the same heading, each under "### Hint ...".
 */
#ifndef RECLAIM_GRADER_PATH_HINTS_H
#define RECLAIM_GRADER_PATH_HINTS_H

#include "exercises/grader/judge/catalogue.h"

/* All of them, in order, as Markdown. */
struct words hints_read(const struct exercise *exercise);
const char *hints_path(const struct exercise *exercise);

/* The task as Markdown, its heading first; "" when there is none. */
const char *task_read(const struct exercise *exercise);

#endif
