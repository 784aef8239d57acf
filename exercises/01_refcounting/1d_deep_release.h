/**
 * @file
 * Exercise 1d (a star: nothing later waits for it): release what nests a million deep.
 *
 * Your file takes the place of common/objects/dealloc.c; the whole library is built around it.
 * There are two functions to write. The first is the one that decref() calls when a count has
 * reached zero. The obvious
 *
 *     obj->type->dealloc(obj);
 *
 * works until something nests deeply: releasing a list releases its elements, through decref(), and
 * so through your function again, one call inside the other, until the C stack is full.
 *
 * Rules of use:
 * - **Constant stack**: what is a million deep goes with no more calls inside one another than what
 *   is three deep. (The library's own way lets fifty of them stand, as CPython does. Do better.)
 * - **No memory**: a release cannot fail, so it asks for none, and no array of yours is long
 *   enough. But a dead object has room that nobody needs any more: the GC header before it
 *   (gc_list.h).
 * - **Who waits**: an object with a GC header that dies while another one is being released. Its
 *   turn comes when that one is done. dealloc_waiting() tells how many wait now.
 * - **All of it**: when the outermost dealloc() returns, all that died is gone.
 * - **The same work for each**: one that has to wait costs no more when many others do.
 * - **Order**: the finalizer of a container runs before the finalizers of what it owns. And of what
 *   it lets go, the first to die goes first, as in lesson 01: the last element of a list, then the
 *   one before it.
 * - An object may come back: its finalizer finds it a new owner, and obj->type->dealloc() then
 *   returns with the object alive. Its finalizer has run, once for all: the header remembers.
 * - What you have to remember between two calls stands in `static` variables of your own.
 *
 * What you can rely on: obj->type->dealloc() runs the finalizer, releases what obj owns, each with
 * decref(), and gives its memory back. Only types with TYPE_GC have a header, and atoms have none:
 * they own nothing, so they are no danger. None with a header may be tracked when its release
 * begins, or while it waits (gc_untrack()); from then on its header's prev word is free, but for
 * the flag GC_FINALIZED in it.
 */
#ifndef RECLAIM_EXERCISE_1D_DEEP_RELEASE_H
#define RECLAIM_EXERCISE_1D_DEEP_RELEASE_H

#include "common/collector/gc.h"
#include "common/objects/object.h"

/* void dealloc(struct object *obj); is declared in common/objects/object.h. */

/** How many objects have died and wait for their turn: their release has not begun. 0: nothing is
 * being released. Finalizers may ask. Changes nothing, asks for no memory, and may take as many
 * steps as there are objects that wait. (Python has no such function: there one counts the calls
 * that stand on the C stack.) */
size_t dealloc_waiting(void);

#endif
