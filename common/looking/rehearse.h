/**
 * @file
 * @internal
 * A collection that changes nothing: what the stress build does at every allocation.
 *
 * Collecting for real at every allocation would change every count that a test compares. A
 * rehearsal checks all invariants (verify.h) and runs trial deletion over each generation, with its
 * own checks on, and then puts every object back in its place: a container that is tracked before
 * it is complete, or a count that has gone wrong, is found at the next allocation. Nothing that a
 * program can see differs.
 */
#ifndef RECLAIM_COMMON_LOOKING_REHEARSE_H
#define RECLAIM_COMMON_LOOKING_REHEARSE_H

/** Rehearses, if a container that is being allocated makes it due: always while the heap is small,
 * and so that the cost for each allocation stays bounded when it is large. Ends the program on a
 * violation. */
void rehearse_at_allocation(void);

#endif
