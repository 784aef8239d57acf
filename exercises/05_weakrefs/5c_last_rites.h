/**
 * @file
 * Exercise 5c: last rites. An object dies, and its weak references learn of it.
 *
 * Your file takes the place of common/weakrefs/clear.c; the whole library is built around it. The
 * dealloc of an object calls weakref_clear_all() when its finalizer has run and it will not come
 * back. The object is still whole, and has a count of 0. The second function is for a callback that
 * takes its time: how many wait for it to end?
 *
 * Rules of use:
 * - **All are cleared first**: when the first callback runs, every weak reference to the object
 *   answers None. Those without a callback are only cleared.
 * - **Then they are called**, in the order of the list, which is newest first: each callback once,
 *   with its own weak reference. By then it is used up: weakref_callback() is NULL.
 * - Who was alive when the object died is called, even if a callback before it drops the last
 *   reference to it. Who was dying already (a count of 0) is cleared, and not called.
 * - A callback may do anything: drop any weak reference, raise, start a collection, let other
 *   objects die, who have weak references of their own.
 * - An error that was pending before is pending after, and nothing else is.
 * - Memory is not needed: the weak references have room. If you use some and there is none, all are
 *   cleared, those that you cannot keep are not called and do not wait, and no reference is lost.
 *
 * What you can rely on: weakref_list_of(obj) says where the list starts, or NULL for types that
 * have none; each weak reference knows the next one. weakref_detach(ref) takes it out of the list
 * and makes it answer None; its callback stays, and its prev and next are free from then on.
 * object_call_unraisable(callback, argument) calls, and looks after errors.
 */
#ifndef RECLAIM_EXERCISE_5C_LAST_RITES_H
#define RECLAIM_EXERCISE_5C_LAST_RITES_H

#include "common/objects/object.h"
#include "common/types/function.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"

/* void weakref_clear_all(struct object *obj); is declared in common/objects/dealloc.h. */

/** How many weak references wait for their call just now: cleared, with a callback that will be
 * called and has not begun. All calls of weakref_clear_all() that are under way count together, as
 * they may stand inside one another. 0 when none is under way. Changes nothing. */
intptr_t weakref_calls_waiting(void);

#endif
