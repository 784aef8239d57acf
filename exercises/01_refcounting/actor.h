/* Objects that say when they go, for checks that look at the order of events.
 *
 *     struct object *kiwi = actor_new("kiwi", actor_says_it_goes);
 *     decref(kiwi);                            // check_events() is now "kiwi goes"
 *
 * An actor is the only instance of a class with its name, so object_type_name() tells the name, in
 * a drawing and in a list of leaks as well. It has attributes, as any instance: object_setattr().
 */
#ifndef RECLAIM_EXERCISES_ACTOR_H
#define RECLAIM_EXERCISES_ACTOR_H

#include "common/types/class.h"
#include "common/types/instance.h"
#include "exercises/check.h"

/* The usual last words. */
static inline void actor_says_it_goes(struct object *self)
{
    check_event("%s goes", object_type_name(self));
}

/* New reference. last_words is called once, when the actor is about to go. */
static inline struct object *actor_new(const char *name, void (*last_words)(struct object *self))
{
    struct object *cls = (class_new)(&(struct class_spec){.name = name, .finalize = last_words});
    struct object *self = (instance_new)(cls);

    decref(cls);
    return self;
}

/* Actors that leak are reported with the line of the check that made them. */
#define actor_new(name, last_words) AT_CALLER(actor_new(name, last_words))

#endif
