/**
 * @file
 * What the rest of the library tells the collector: this container may be examined now, no longer;
 * a container was allocated, was freed.
 *
 * A container is tracked when it is complete and untracked as the first act of its deallocation,
 * before anything is released: a collection that runs meanwhile must not see half an object.
 * CPython: PyObject_GC_Track, PyObject_GC_UnTrack, gc.is_tracked, gc.get_count.
 */
#ifndef RECLAIM_COMMON_GC_H
#define RECLAIM_COMMON_GC_H

#include "common/object.h"

enum { GC_GENERATIONS = 3 };

/** One age group: its members, and what makes it due. */
struct gc_generation {
    struct gc_head head; /**< the list of its members, oldest first */
    int count;     /**< [0]: containers allocated minus freed; others: younger collections since */
    int threshold; /**< due when the count is greater */
};

/** All that the collector remembers between collections. */
struct gc_state {
    struct gc_generation generations[GC_GENERATIONS];
    struct gc_head permanent; /**< frozen objects: tracked, never examined */
    bool enabled;             /**< automatic collection is on */
    bool collecting;          /**< a collection is running */
};

/** Puts @p obj, complete and untracked, into generation 0. */
void gc_track(struct object *obj);

/** Takes @p obj out of its generation; nothing happens when it is untracked. */
void gc_untrack(struct object *obj);

/** Whether the collector knows @p obj. Atoms: never. CPython: gc.is_tracked. */
bool gc_is_tracked(const struct object *obj);

/** Whether a container that holds @p obj must be tracked for its sake: it is a container itself,
 * and not a tuple that was found to hold atoms only. An untracked dict counts. CPython:
 * _PyObject_GC_MAY_BE_TRACKED. */
bool gc_may_be_tracked(const struct object *obj);

/** Whether the finalizer of @p obj has run. CPython: gc.is_finalized. */
bool gc_is_finalized(const struct object *obj);

/** The three counts into @p counts. CPython: gc.get_count. */
void gc_get_count(int counts[GC_GENERATIONS]);

/** @name For object.c and runtime.c */
///@{
/** A block with a GC header came from the allocator. */
void gc_count_allocation(void);
/** A block with a GC header goes back to it; the count never falls below zero. */
void gc_count_free(void);
void gc_init(void);
///@}

#endif
