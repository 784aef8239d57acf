/* The parts that the telling of a failure is made of. */
#ifndef RECLAIM_GRADER_REPORT_PARTS_H
#define RECLAIM_GRADER_REPORT_PARTS_H

#include "exercises/grader/judge/stream.h"
#include "exercises/grader/report/terminal.h"

enum { REPORT_INDENT = 4, REPORT_DEEP = 6 };

/* What the program said: harmless, not endless, wrapped. */
void report_add_line(struct text *to, const struct style *style, const char *head,
                     const char *line);
void report_add_title(struct text *to, const struct style *style, const char *title);
/* Lines of text, each indented, at most so many. Where one is too wide it goes on a little further
 * in. */
void report_add_lines(struct text *to, const struct style *style, const char *text,
                      const char *margin, int most);
/* Steps before the record at `end`: the last few in full. The last one is marked, if it is the one.
 */
void report_add_steps(struct text *to, const struct style *style, const struct stream *stream,
                      size_t end, bool marked);
/* What is still alive, from the records of leaks. */
void report_add_leaks(struct text *to, const struct style *style, const struct stream *stream);
/* What a compiler said: its sentence wrapped, the line of source with its caret below, cut to the
 * part that the caret points at where the line is wider than the style. */
void report_add_compiler(struct text *to, const struct style *style, const char *message);
/* The last step before a record; NULL: none. */
const struct record *report_step_before(const struct stream *stream, size_t at);

#endif
