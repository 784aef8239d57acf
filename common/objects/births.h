/**
 * @file
 * @internal
 * Who hears of each container that is made and of each that goes: looking/numbers.h, while a
 * recording is made. Otherwise nobody, and a container pays one test of a pointer.
 */
#ifndef RECLAIM_COMMON_OBJECTS_BIRTHS_H
#define RECLAIM_COMMON_OBJECTS_BIRTHS_H

#include "common/objects/object.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** Neither may allocate, release or change anything; an object that is born is not complete yet. */
struct births {
    void (*born)(struct object *obj);
    void (*died)(struct object *obj);
};

extern const struct births *births; /**< NULL: nobody */

/** For who makes a container. */
static inline void tell_birth(struct object *obj)
{
    if (births != NULL)
        births->born(obj);
}

/** For who takes one back. */
static inline void tell_death(struct object *obj)
{
    if (births != NULL)
        births->died(obj);
}

#pragma GCC visibility pop

#endif
