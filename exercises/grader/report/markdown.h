/* Markdown for a terminal, as far as the pages of this course use it: paragraphs, headings, lists,
 * tables, code between fences, links (their words), code and emphasis within a line. Where there is
 * no colour, code keeps its marks.
 */
#ifndef RECLAIM_GRADER_REPORT_MARKDOWN_H
#define RECLAIM_GRADER_REPORT_MARKDOWN_H

#include "exercises/grader/report/terminal.h"

/* Adds all of it, with one empty line between its parts and none at the end. */
void add_markdown(struct text *to, const struct style *style, const char *markdown);

/* Adds a line of it as a paragraph, every line indented, the first one after `head`. */
void add_markdown_line(struct text *to, const struct style *style, const char *head, int indent,
                       const char *line);

/* How many columns it takes where it is not wrapped. */
int markdown_columns(const struct style *style, const char *line);

#endif
