/* The code that a page shows: out of the lesson's programs and the library, as it stands there. */
#ifndef RECLAIM_GRADER_COMMANDS_PAGE_CODE_H
#define RECLAIM_GRADER_COMMANDS_PAGE_CODE_H

#include "exercises/grader/base/text.h"

/* Of "lesson.c" (of the lesson) what stands between two lines with [NAME], of
 * "common/objects/object.c" the function NAME; as lines, less their indentation. *path is the file,
 * from the top of the project. None: there is no such part. */
struct words page_code(const char *root, const char *lesson, const char *file, const char *name,
                       const char **path);

#endif
