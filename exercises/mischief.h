/* Who re-enters: every release may run a finalizer, and that may change the very object that is
 * being changed. Here are actors whose last words do so.
 *
 *     victim_is(slot, slot_set);                // and how it is refilled
 *     struct object *old = mischief_new("kiwi", MISCHIEF_REFILLS);
 *     slot_set(slot, old), decref(old);
 *     STEP("slot_set(slot, pear), and kiwi, which goes, sets it to another");
 *     slot_set(slot, pear);
 *     EXPECT("the slot holds", name_of(slot_get(slot)), MISCHIEF_NAME);
 *
 * What happens is an event, so check_events() tells the order. Whoever writes to the object after
 * the release undoes what was done meanwhile, or writes into memory that is gone.
 */
#ifndef RECLAIM_EXERCISES_MISCHIEF_H
#define RECLAIM_EXERCISES_MISCHIEF_H

#include "exercises/01_refcounting/actor.h"

#define MISCHIEF_NAME "newcomer"

enum mischief {
    MISCHIEF_REFILLS, /* puts a newcomer into the victim */
    MISCHIEF_EMPTIES, /* puts nothing into it */
    MISCHIEF_DROPS,   /* drops the last reference to the victim, which victim_lends() handed over */
    MISCHIEFS,
};

static struct {
    struct object *victim; /* borrowed, but for what victim_lends() gave */
    struct object *lent;   /* owned: the last reference to the victim; NULL */
    void (*put)(struct object *victim, struct object *item); /* makes its own reference to item */
} mischief;

static inline void mischief_refills(struct object *self)
{
    struct object *newcomer = actor_new(MISCHIEF_NAME, actor_says_it_goes);

    check_event("%s goes and refills it", object_type_name(self));
    mischief.put(mischief.victim, newcomer);
    decref(newcomer);
}

static inline void mischief_empties(struct object *self)
{
    check_event("%s goes and empties it", object_type_name(self));
    mischief.put(mischief.victim, NULL);
}

static inline void mischief_drops(struct object *self)
{
    check_event("%s goes and drops it", object_type_name(self));
    clearref(&mischief.lent);
}

/* Whom it is done to. @put: as in struct mischief; NULL when nobody refills. */
static inline void victim_is(struct object *victim,
                             void (*put)(struct object *victim, struct object *item))
{
    mischief.victim = victim;
    mischief.put = put;
}

/* Hands the caller's reference to the victim over, for MISCHIEF_DROPS: it is to be the last one,
 * and the victim is gone when that is done. */
static inline void victim_lends(void)
{
    mischief.lent = mischief.victim;
}

/* New reference: an actor that does it when it goes. */
static inline struct object *mischief_new(const char *name, enum mischief what)
{
    static void (*const last_words[MISCHIEFS])(struct object * self) = {
        mischief_refills, mischief_empties, mischief_drops};

    return (actor_new)(name, last_words[what]);
}

/* Actors that leak are reported with the line of the check that made them. */
#define mischief_new(name, what) AT_CALLER(mischief_new(name, what))

#endif
