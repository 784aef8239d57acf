/**
 * @file
 * Exercise 1d (a star: nothing later waits for it): release what nests a million deep.
 *
 * Your file takes the place of common/objects/dealloc.c; the whole library is built around it.
 * There is one function to write: the one that decref() calls when a count has reached zero. The
 * obvious
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
 * - **All of it**: when the outermost dealloc() returns, all that died is gone. Objects that die
 *   while another release is under way may wait until then.
 * - **Order**: the finalizer of a container runs before the finalizers of what it owns. And of what
 *   it lets go, the first to die goes first, as in lesson 01: the last element of a list, then the
 *   one before it.
 * - An object may come back: its finalizer finds it a new owner, and obj->type->dealloc() then
 *   returns with the object alive. Its finalizer has run, once for all: the header remembers.
 * - What you have to remember between two calls stands in `static` variables of your own.
 *
 * What you can rely on: obj->type->dealloc() runs the finalizer, releases what obj owns, each with
 * decref(), and gives its memory back. Only types with TYPE_GC have a header, and atoms have none:
 * they own nothing, so they are no danger. An object that waits must not be tracked (gc_untrack());
 * from then on its header's prev word is free, but for the flag GC_FINALIZED in it.
 */
#ifndef RECLAIM_EXERCISE_1D_DEEP_RELEASE_H
#define RECLAIM_EXERCISE_1D_DEEP_RELEASE_H

#include "common/collector/gc.h"
#include "common/objects/object.h"

/* void dealloc(struct object *obj); is declared in common/objects/object.h. */

#endif
