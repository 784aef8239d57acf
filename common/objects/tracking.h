/**
 * @file
 * What objects tell the collector, which stands above them.
 *
 * A container is tracked when it is complete and untracked as the first act of its deallocation,
 * before anything is released: a collection that runs meanwhile must not see half an object.
 * Declared here, since every container has to call it; what asks about more than one object is
 * defined in collector/. CPython declares PyObject_GC_Track in objimpl.h, beside PyObject_New.
 */
#ifndef RECLAIM_COMMON_OBJECTS_TRACKING_H
#define RECLAIM_COMMON_OBJECTS_TRACKING_H

#include "common/objects/object.h"

/** Puts @p obj, a container that is complete and untracked, into generation 0. */
void gc_track(struct object *obj);

/** Takes the container @p obj out of its generation; nothing happens when it is untracked. */
static inline void gc_untrack(struct object *obj)
{
    if (gc_head_of(obj)->next != 0)
        gc_list_remove(gc_head_of(obj));
}

/** Whether the collector knows @p obj. Atoms: never. */
static inline bool gc_is_tracked(const struct object *obj)
{
    return object_is_gc(obj) && gc_head_of(obj)->next != 0;
}

/** Whether the finalizer of @p obj has run. */
static inline bool gc_is_finalized(const struct object *obj)
{
    return object_is_gc(obj) && (gc_head_of(obj)->prev & GC_FINALIZED);
}

/** @name For object_alloc() and object_free() */
///@{
struct gc_state;
extern struct gc_state collector; /**< the collector's state: collector/gc.h */
/** A block with a GC header came from the allocator: counts it in @p gc, the collector's state, and
 * collects if that makes a collection due. The block is no object yet, and not tracked. */
void gc_count_allocation(struct gc_state *gc);
/** A block with a GC header goes back to it; the count never falls below zero. */
void gc_count_free(struct gc_state *gc);
/** In a stress build: looking/rehearse.h. */
void rehearse_at_allocation(void);
///@}

#endif
