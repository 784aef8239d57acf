/**
 * @file
 * Finalizers, and objects that come back.
 *
 * A finalizer (Python's `__del__`) runs at most once in the life of an object with a GC header. On
 * the counting path the object counts one reference and is in generation 0 while it runs; if it has
 * found a new owner by the end, it is *resurrected*: it lives on, tracked in generation 0, and will
 * die silently next time. CPython: PyObject_CallFinalizer, PyObject_CallFinalizerFromDealloc (PEP
 * 442).
 */
#ifndef RECLAIM_COMMON_OBJECTS_FINALIZE_H
#define RECLAIM_COMMON_OBJECTS_FINALIZE_H

#include "common/objects/object.h"

/** Whether the type of @p obj has a finalizer and it has not run. */
bool finalize_is_due(const struct object *obj);

/** Runs the finalizer of a dying object (count 0, untracked) if it is due.
 *  @return true when the object was resurrected: its deallocation must stop there. */
bool finalize_dying(struct object *obj);

/** Runs @p finalizer on @p obj. An error that it leaves is unraisable; one that was pending still
 * is afterwards. */
void finalize_call(struct object *obj, void (*finalizer)(struct object *self));

/** The same on a dead object, lending it one reference meanwhile. @return whether it found an
 * owner. */
bool finalize_revived(struct object *obj, void (*finalizer)(struct object *self));

#endif
