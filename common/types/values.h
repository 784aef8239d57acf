/**
 * @file
 * @internal
 * Values that stand apart from their keys: what an instance has of its own when its class keeps the
 * names.
 *
 * One block: first the positions of those that are set, in the order in which this instance was
 * given them, which is the order of its `__dict__`; then the values by position. CPython:
 * PyDictValues.
 */
#ifndef RECLAIM_COMMON_TYPES_VALUES_H
#define RECLAIM_COMMON_TYPES_VALUES_H

#include "common/objects/object.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

struct values {
    uint8_t prefix;  /**< bytes before the values */
    uint8_t used;    /**< how many are set */
    uint8_t order[]; /**< their positions */
};

/** The row of values, NULL for one that is not set. */
static inline struct object **values_row(struct values *values)
{
    return (struct object **)((uintptr_t)values + values->prefix);
}

/** A row for @p room values, none of them set. NULL: no memory. */
struct values *values_new(intptr_t room);

/** Sets the value at @p position, NULL for none (stolen), and then releases the old one: its
 * finalizer may do anything, so @p values may be gone afterwards. */
void values_set(struct values *values, intptr_t position, struct object *value);

#pragma GCC visibility pop

#endif
