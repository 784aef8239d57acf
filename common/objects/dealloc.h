/**
 * @file
 * What happens when a count reaches zero.
 *
 * Releasing a list releases its elements, which may be lists: a naive release recurses as deep as
 * the data nests, and a list nested a million deep overflows the C stack. So at most DEALLOC_DEPTH
 * releases of types with TYPE_DEEP stand inside one another; what dies deeper waits in a list,
 * threaded through the dead objects' own GC headers, until the outermost release is done. Nothing
 * is allocated.
 *
 * CPython: _Py_Dealloc, and the "trashcan" (Py_TRASHCAN_BEGIN, _PyTrash_thread_destroy_chain), with
 * the same limit of 50, so that finalizers run in the same order.
 */
#ifndef RECLAIM_COMMON_OBJECTS_DEALLOC_H
#define RECLAIM_COMMON_OBJECTS_DEALLOC_H

#include "common/objects/object.h"

enum { DEALLOC_DEPTH = 50 };

/** The releases under way. */
struct dealloc_state {
    int depth; /**< releases of TYPE_DEEP that stand inside one another now */
    struct object
        *later; /**< dead objects that wait, the last to die first, linked by their headers */
    const struct object *found_dead; /**< who was used after its end, once fatal() says so */
};

extern struct dealloc_state deallocation;

/** @name What a death tells the weak references
 *  Declared here, since it is for the dealloc of any type to call; defined in weakrefs/, which
 *  stands above. CPython declares PyObject_ClearWeakRefs in object.h for the same reason. */
///@{
/** @p obj is dying on the counting path: clears all weak references to it, then runs their
 * callbacks. */
void weakref_clear_all(struct object *obj);
/** Clears those that were made meanwhile, without running callbacks. */
void weakref_forget_all(struct object *obj);
///@}

#endif
