/**
 * @file
 * Exercise 2c: who holds it, the cycle that keeps an object alive, as a path to show a person.
 *
 * Rules of use:
 * - You know of an object what object_traverse() shows: the objects it refers to. Any
 *   kind of container may come by; atoms (object_is_gc() says no) refer to nobody.
 * - **Look, do not touch**: no count is changed for good, and nothing is kept but the path.
 * - **Linear work**: no reference is visited more than four times. From one object to another there
 *   may be more ways than there are atoms in the world, so do not try them all.
 * - **Constant stack**: no recursion, since the cycle may be very long.
 */
#ifndef RECLAIM_EXERCISE_2C_WHO_HOLDS_IT_H
#define RECLAIM_EXERCISE_2C_WHO_HOLDS_IT_H

#include "common/objects/object.h"

/** A list [obj, ..., last] of the objects on a cycle through @p obj: each refers to the next one,
 * the last refers to @p obj, and none stands there twice. [obj] when it refers to itself. When
 * there are several such cycles, any of them. An empty list: @p obj is on no cycle. New reference;
 * the list has its own references, as every list. NULL: no memory (the error is set), and nothing
 * is left behind. */
struct object *cycle_through(struct object *obj);

#endif
