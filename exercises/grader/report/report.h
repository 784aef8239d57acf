/* What a learner reads: one exercise's checks as a table, then each failure in full. */
#ifndef RECLAIM_GRADER_REPORT_REPORT_H
#define RECLAIM_GRADER_REPORT_REPORT_H

#include "exercises/grader/judge/grade.h"
#include "exercises/grader/report/terminal.h"

/* The table and the failures of one exercise. `full`: every failure in full, not just the first. */
void report_add(struct text *to, const struct style *style, const struct report *report, bool full);

/* What is known while the checks run: the rows of those that were judged, and how many are to come.
 */
void report_add_so_far(struct text *to, const struct style *style, const struct report *report);

/* One failure: what was called, expected and got, what it usually means, where to read, what next.
 */
void report_add_failure(struct text *to, const struct style *style, const struct report *report,
                        const struct result *result, bool full);

/* What is owed: title, expected and got, what it means. Nothing when nothing is. */
void report_add_owed(struct text *to, const struct style *style, const struct result *result);

/* Where to read on: "Store first, release last" in lessons/01_refcounting/lesson.md. @see is a
 * section's anchor, 01-store-first; "section 01-..." when the page has no such heading. */
const char *report_reading(const struct exercise *exercise, const char *see);

/* What a file did under ./reclaim try: its lines, what they printed and changed; what is left, or
 * how it ended. */
void report_add_try(struct text *to, const struct style *style, const struct report *report);

/* Why nothing could be run. */
void report_add_refusal(struct text *to, const struct style *style, const struct report *report);

/* While the lessons are pending, report_add() adds the checks' rows only; this adds the rest when
 * they have been run. */
void report_add_rest(struct text *to, const struct style *style, const struct report *report,
                     bool full);

/* After the failure of a lesson: the claims that are false; where to read, how to see it whole.
 * `full`: shows it whole. */
void report_add_false_claims(struct text *to, const struct style *style,
                             const struct result *result);
void report_add_lesson(struct text *to, const struct style *style, const struct report *report,
                       const struct result *result, bool full);

/* "7 of 10 points" */
const char *report_points(int points, int most);
/* Green for passed, soft for not started and could not run, else red. */
enum colour report_colour(enum verdict verdict);

#endif
