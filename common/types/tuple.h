/**
 * @file
 * tuple: a fixed row of references, each of them owned.
 *
 * There is one empty tuple, shared. Any other is tracked from birth; a collection that finds only
 * atoms in it untracks it. It may be filled with tuple_set() while nobody else knows it. When it
 * dies it releases the last element first. It has no clear: once made it does not change, so a
 * cycle through it is broken elsewhere. CPython: Objects/tupleobject.c.
 */
#ifndef RECLAIM_COMMON_TYPES_TUPLE_H
#define RECLAIM_COMMON_TYPES_TUPLE_H

#include "common/objects/object.h"

extern struct type tuple_type; /**< "tuple" */

/** How deep tuples may nest in a key; deeper ones have no hash: RecursionError. CPython recurses
 * until the C stack is gone: 100,000 levels work there, a million crash. But it refuses to compare
 * two keys that nest a thousand deep, and this compares them. */
enum { TUPLE_HASH_DEPTH = 10000 };

/** A tuple of @p size empty slots; the shared empty tuple for 0. New reference. NULL: no memory. */
struct object *tuple_new(intptr_t size);

/** The tuple of the @p count objects that follow. New reference, and the tuple makes its own
 * reference to each. NULL: no memory. CPython: PyTuple_Pack. */
struct object *tuple_pack(intptr_t count, ...);

/** Number of slots. */
intptr_t tuple_size(const struct object *tuple);

/** The element at @p index. Borrowed. NULL: IndexError. CPython: PyTuple_GetItem. */
struct object *tuple_get(const struct object *tuple, intptr_t index);

/** Puts @p item at @p index and then releases what was there; only while the caller is the sole
 * owner.
 *  **Steals** the reference to @p item, even when it fails. False: IndexError, or SystemError when
 * the tuple has another owner. CPython: PyTuple_SetItem. */
bool tuple_set(struct object *tuple, intptr_t index, struct object *item);

/** Untracks @p tuple if it is complete and holds nothing that may be tracked. For the collector. */
void tuple_maybe_untrack(struct object *tuple);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define tuple_new(...)  AT_CALLER(tuple_new(__VA_ARGS__))
#define tuple_pack(...) AT_CALLER(tuple_pack(__VA_ARGS__))
#endif

#endif
