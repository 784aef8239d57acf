/**
 * @file
 * @internal
 * How weak references learn of a death on the collector's path: death.c.
 */
#ifndef RECLAIM_COMMON_WEAKREFS_WEAKREF_INTERNAL_H
#define RECLAIM_COMMON_WEAKREFS_WEAKREF_INTERNAL_H

#include "common/weakrefs/weakref.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** Whether @p obj is a weak reference or has any. */
bool weakref_concerns(const struct object *obj);
/** The garbage in @p unreachable dies on the collector's path: clears all weak references to it and
 * in it, runs the callbacks of those that are outside, and moves those that live on to @p old.
 *  @return how many weak references were freed by their own callbacks; *@p called: whether there
 * were any. */
size_t weakref_handle_garbage(struct gc_head *unreachable, struct gc_head *old, bool *called);

#pragma GCC visibility pop

#endif
