/**
 * @file
 * Whether the two worlds are alike: the same events in the same order, the same counts, and two
 * object graphs of the same shape in which every object has the same type, reference count, state
 * of tracking, size and referents in the same order.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_COMPARE_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_COMPARE_H

#include "common/tests/conformance/world.h"

/** Forgets what was learnt of shared objects' counts; after world_begin(). */
void compare_begin(void);

/** Compares the worlds. False: @p report says the first difference. */
bool compare(char *report, size_t size);

#endif
