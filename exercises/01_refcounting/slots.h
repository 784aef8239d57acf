/* What the checks of 1b do with slots: who looks into one, who changes one, and how a slot gets
 * from each content to each other. */
#ifndef RECLAIM_EXERCISES_SLOTS_H
#define RECLAIM_EXERCISES_SLOTS_H

#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/1b_slot.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"
#include "exercises/mischief.h"
#include "exercises/pending.h"

enum { CONTENTS = 5, STEPS = CONTENTS * CONTENTS };

static struct object *watched; /* the slot that looks_into_the_slot looks into */

static inline const char *name_of(struct object *obj)
{
    return obj == NULL ? "nothing" : object_type_name(obj);
}

static inline void looks_into_the_slot(struct object *self)
{
    check_event("%s goes, the slot holds %s", name_of(self), name_of(slot_get(watched)));
}

/* A slot whose item does mischief with it when it goes; the slot is its only owner. */
static inline struct object *slot_with_mischief(const char *name, enum mischief what)
{
    struct object *item = mischief_new(name, what), *slot = slot_new(item);

    decref(item);
    victim_is(slot, slot_set);
    return slot;
}

static inline struct object *slot_of(struct object *const *items)
{
    return slot_new(items[0]);
}

/* Everything that a slot may hold: nothing, two actors, a str, a shared int. New references. */
static inline void make_contents(struct object **contents)
{
    contents[0] = NULL;
    contents[1] = actor_new(check_word(), actor_says_it_goes);
    contents[2] = actor_new(check_word(), actor_says_it_goes);
    contents[3] = str_new(check_word());
    contents[4] = int_new(check_random(100));
}

/* Contents by number, in an order in which each follows each, itself included. */
static inline void order_steps(int *steps)
{
    int order[CONTENTS], at = 0;

    for (int i = 0; i < CONTENTS; i++)
        order[i] = i;
    check_shuffle(order, CONTENTS);
    for (int i = 0; i < CONTENTS; i++) {
        steps[at++] = order[i];
        for (int k = i + 1; k < CONTENTS; k++) {
            steps[at++] = order[i];
            steps[at++] = order[k];
        }
    }
}

/* Writes down what a traversal visits. */
static inline void note_visit(struct object *referent, void *unused)
{
    (void)unused;
    check_event("visit %s", referent == NULL ? "NULL" : name_of(referent));
}

/* New reference. */
static inline struct object *talker(void)
{
    return actor_new(check_word(), actor_says_it_goes);
}

/* @as_before: whether it was tracked before the call, too; slot_new's part is a check of its own.
 */
static inline void stays_tracked(struct object *slot, bool as_before)
{
    BECAUSE(
        "A slot stays tracked until it goes, also when it is empty: it may be filled again, and "
        "close a cycle.");
    EXPECT("tracked as before", gc_is_tracked(slot) == as_before, true);
}

static inline void shows(struct object *slot, const char *visits)
{
    const char *events;

    object_traverse(slot, note_visit, NULL);
    events = check_events();
    BECAUSE(*visits == '\0'
                ? "Where the slot is empty there is nothing to visit: NULL is no object."
                : "traverse visits once what the slot owns: its item, nothing else.");
    EXPECT("visits", events, visits);
    STOP_IF(strcmp(events, visits) != 0); /* the collector had better not look */
}

/* Garbage that only the collector finds, by what slots show it. */
static inline void closes_cycles(void)
{
    struct object *slot = slot_new(NULL), *list = list_pack(1, slot), *self = slot_new(NULL);

    gc_collect(GC_OLDEST);
    STEP("slot holds [slot], self holds itself, and nobody else holds them; gc_collect()");
    slot_set(slot, list);
    slot_set(self, self);
    BECAUSE("A slot that holds itself is an owner of itself: that is a reference as any other.");
    EXPECT("references to self", refcount(self), 2);
    STOP_IF(refcount(self) < 2);
    decref(slot);
    decref(list);
    decref(self);
    BECAUSE(
        "The collector finds what only leads back to itself by what traverse shows, and lets it "
        "go by clear.");
    EXPECT("objects that were found unreachable", gc_collect(GC_OLDEST), 3);
}

/* Whoever runs during the release may change the very slot, and that stays done. */
static inline void others_change_the_slot(void)
{
    const char *old = check_word(), *name = check_word();
    struct object *new = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_with_mischief(old, MISCHIEF_REFILLS);

    STEP("slot_set(slot, %s), and %s, which goes, sets it to another", name, old);
    slot_set(slot, new);
    EXPECT("events", check_events(), check_text("%s goes and refills it", old));
    BECAUSE("slot_set wrote to the slot after the release: whoever ran during it had set it anew.");
    EXPECT("the slot holds", name_of(slot_get(slot)), MISCHIEF_NAME);
    EXPECT(check_text("references to %s", name), refcount(new), 1);
    decref(slot);
    EXPECT("events while the slot goes", check_events(), MISCHIEF_NAME " goes");
    slot = slot_with_mischief(old, MISCHIEF_EMPTIES);
    STEP("slot_set(slot, %s), and %s, which goes, empties it", name, old);
    slot_set(slot, new);
    EXPECT("events", check_events(), check_text("%s goes and empties it", old));
    BECAUSE("slot_set wrote to the slot after the release: whoever ran during it had emptied it.");
    EXPECT("the slot holds", name_of(slot_get(slot)), "nothing");
    decref(slot);
    slot_with_mischief(old, MISCHIEF_DROPS);
    victim_lends();
    STEP("slot_set(slot, %s), and %s, which goes, drops the last reference to the slot", name, old);
    slot_set(mischief.victim, new);
    EXPECT("events", check_events(), check_text("%s goes and drops it", old));
    EXPECT(check_text("references to %s", name), refcount(new), 1);
    decref(new);
}

static inline void others_fill_it_meanwhile(const char *name)
{
    struct object *slot = slot_with_mischief(name, MISCHIEF_REFILLS);

    STEP("clear the slot, and %s, which goes, sets it to another", name);
    slot_type.clear(slot);
    BECAUSE("clear wrote to the slot after the release: whoever ran during it had set it anew.");
    EXPECT("the slot holds", name_of(slot_get(slot)), MISCHIEF_NAME);
    decref(slot);
    check_events();
}

/* Two slots, each with a content of its own. */
static inline void keeps_them_apart(struct object *one, struct object *two)
{
    intptr_t ones = refcount(one), twos = refcount(two);
    struct object *a = slot_new(NULL), *b = slot_new(NULL);

    error_waits(check_text("a and b are slots: slot_set(a, %s), slot_set(b, %s), slot_set(a, NULL)",
                           name_of(one), name_of(two)));
    slot_set(a, one);
    slot_set(b, two);
    slot_set(a, NULL);
    error_is_still();
    BECAUSE("What one slot holds is nothing to another: keep it in the slot, and nowhere else.");
    EXPECT(check_text("references that %s has gained", name_of(one)), refcount(one) - ones, 0);
    BECAUSE("What one slot holds is nothing to another: keep it in the slot, and nowhere else.");
    EXPECT(check_text("references that %s has gained", name_of(two)), refcount(two) - twos, 1);
    if (refcount(two) > twos) {
        decref(a);
        decref(b);
    }
}

/* Slots a and b are the only owners of @one and @two, each of which may be NULL: empty. */
static inline void swap_two(struct object *one, struct object *two)
{
    const char *left = name_of(one), *right = name_of(two);
    struct object *a = slot_new(one), *b = slot_new(two);
    bool tracked = gc_is_tracked(a), other_tracked = gc_is_tracked(b);

    xdecref(one);
    xdecref(two);
    STEP("a holds %s, b holds %s, and they are the only owners", left, right);
    STEP("slot_swap(a, b)");
    slot_swap(a, b);
    BECAUSE("Something was released on the way. Two slot_set in a row do that, and what slot_get "
            "lent is gone by then.");
    REQUIRE("nothing was released", *check_events() == '\0');
    EXPECT("a holds", name_of(slot_get(a)), right);
    EXPECT("b holds", name_of(slot_get(b)), left);
    STOP_IF(slot_get(a) != two || slot_get(b) != one);
    stays_tracked(a, tracked);
    stays_tracked(b, other_tracked);
    if (one != NULL)
        EXPECT(check_text("references to %s", left), refcount(one), 1);
    if (two != NULL)
        EXPECT(check_text("references to %s", right), refcount(two), 1);
    decref(a);
    decref(b);
    check_events(); /* they go with their slots */
}

/* An error that is pending meanwhile is nobody's business here. */
static inline void errors_stay(void)
{
    struct object *item = talker(), *slot = slot_new(item), *empty = slot_new(NULL);

    error_waits("slot_get");
    slot_get(slot), slot_get(empty);
    error_is_still();
    error_waits("slot_swap");
    slot_swap(slot, empty), slot_swap(slot, empty);
    error_is_still();
    STOP_IF(slot_get(slot) != item);
    error_waits("slot_take, full and empty");
    decref(slot_take(slot)), slot_take(empty);
    error_is_still();
    error_waits("the last decref of slots, full and empty");
    decref(slot), decref(empty), decref(slot_new(item));
    error_is_still();
    decref(item);
}

#endif
