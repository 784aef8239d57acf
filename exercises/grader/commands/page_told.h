/* A lesson's code without the words that tell it: what is left is the mechanism.
 *
 *     does("a.append(b)"), list_append(a, b), counted("b", b);      list_append(a, b);
 *
 * docs/scripts/mechanism.py does the same for the site.
 */
#ifndef RECLAIM_GRADER_COMMANDS_PAGE_TOLD_H
#define RECLAIM_GRADER_COMMANDS_PAGE_TOLD_H

#include "exercises/grader/base/text.h"

/* The lines of a piece of lesson.c or lesson.py. */
struct words page_without_telling(const struct words *lines);

#endif
