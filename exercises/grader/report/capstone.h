/* What a learner reads of the capstone, part after part as they come. */
#ifndef RECLAIM_GRADER_REPORT_CAPSTONE_H
#define RECLAIM_GRADER_REPORT_CAPSTONE_H

#include "exercises/grader/judge/capstone.h"
#include "exercises/grader/report/terminal.h"

/* Whose code runs, unit by unit. */
void report_add_units(struct text *to, const struct style *style, const struct capstone *capstone);
void report_add_lessons(struct text *to, const struct style *style,
                        const struct capstone *capstone);
void report_add_conformance(struct text *to, const struct style *style,
                            const struct capstone *capstone, bool full);
/* The first thing that parted, or with `full` all of them; then whether it is done, and if not what
 * comes next. */
void report_add_verdict(struct text *to, const struct style *style, const struct capstone *capstone,
                        bool full);

/* When it is done: a frame with what was done, for a picture. */
void report_add_finale(struct text *to, const struct style *style, const struct capstone *capstone);

#endif
