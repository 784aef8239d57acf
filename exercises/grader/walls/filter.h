/* System call filters, made once with libseccomp and handed to every process that runs a learner's
 * code. */
#ifndef RECLAIM_GRADER_WALLS_FILTER_H
#define RECLAIM_GRADER_WALLS_FILTER_H

#include <linux/filter.h>
#include <stddef.h>

struct filter {
    struct sock_filter *instructions;
    size_t count; /* 0: this machine has no filters */
};

/* For a check at work: memory, writing to what is open, leaving. All else is stopped with SIGSYS,
 * which the check reports by name. Installed by the check itself, before any of the learner's code.
 */
const struct filter *filter_inside(void);

/* From before the program starts (its loader needs files): no other process, no network. Answers
 * EPERM. */
const struct filter *filter_outside(void);

/* The name of a system call, and what it would have done in a few words ("start another process").
 */
const char *system_call_name(int number);
const char *system_call_meaning(const char *name);

#endif
