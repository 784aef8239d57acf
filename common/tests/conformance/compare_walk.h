/**
 * @file
 * What the files of the comparison share: the pairing of objects. compare.h is for everybody else.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_COMPARE_WALK_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_COMPARE_WALK_H

#include "common/tests/conformance/compare.h"
#include "common/tests/conformance/hooks.h"

/** Says what the difference is. @return always false. */
bool differ(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** The two stand in the same place: from now on they are a pair, or were one already. */
bool match(struct thing *ours, struct thing *theirs);

/** A visitor that remembers what one side finds; @p argument is the number of the side. */
void remember(struct thing *obj, void *argument);
void forget_found(void);
/** Matches what the two sides found, in order. */
bool match_found(const char *what, const char *where);

/** What was seen, in order. */
bool compare_events(void);
/** Thresholds, statistics, what is frozen, gc.garbage, gc.callbacks; and verify(). */
bool compare_facts(void);
/** Weak references to a pair, in order; and what they are to, when the two are such themselves. */
bool compare_weakrefs(struct thing *ours, struct thing *theirs);

#endif
