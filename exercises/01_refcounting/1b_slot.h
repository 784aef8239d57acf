/**
 * @file
 * Exercise 1b: slot, an object that holds one other object, or none.
 *
 * Rules of use:
 * - A slot **owns** what it holds: one reference, no more and no less.
 * - What is inside may change hands while somebody watches: releasing an object can run its
 *   finalizer, and a finalizer may look into this very slot. It must find the new content there,
 *   never the object that is going.
 * - None of these can fail, but slot_new(). An error that is pending stays pending, whatever is
 *   called: things are let go because of errors, too.
 * - Nobody checks for you whether an argument is a slot; callers pass slots.
 *
 * The struct and the type are in 1b_slot.c already; the functions are yours.
 */
#ifndef RECLAIM_EXERCISE_1B_SLOT_H
#define RECLAIM_EXERCISE_1B_SLOT_H

#include "common/collector/gc.h"
#include "common/objects/object.h"

extern struct type slot_type; /**< "slot" */

/** A slot that holds @p item, or nothing when that is NULL. New reference. The slot makes its own
 * reference to @p item. It is tracked (gc_track()) from the moment it is complete.
 * NULL: no memory, and the count of @p item is what it was. */
struct object *slot_new(struct object *item);

/** What @p slot holds. **Borrowed**: the slot may let it go. NULL: it is empty. */
struct object *slot_get(struct object *slot);

/** Makes @p slot hold @p item, or nothing when that is NULL, and releases what it held before. The
 * slot makes its own reference to @p item, which may be the very object that it holds now. */
void slot_set(struct object *slot, struct object *item);

/** Takes out what @p slot holds and leaves it empty. The caller gets the reference that the slot
 * had. NULL: it was empty. */
struct object *slot_take(struct object *slot);

/** Exchanges what @p a and @p b hold. They may be the same slot. Nothing is released. */
void slot_swap(struct object *a, struct object *b);

#endif
