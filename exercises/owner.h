/* What an object owns: shown by traverse, let go by clear, given back by dealloc, in a state where
 * each field is set, in one where each is not, and in one where none is.
 *
 *     static struct object *make(struct object *const *items) // items[i]: NULL when it is not set
 *     {
 *         return slot_new(items[0]);
 *     }
 *     static const struct owner slot = {.name = "slot", .fields = {"its item"}, .make = make};
 *     ...
 *     owner_is_checked(&slot);
 *
 * While an item goes because of clear, its owner is traversed: the place has to be empty by then.
 * A type without clear is only dropped.
 */
#ifndef RECLAIM_EXERCISES_OWNER_H
#define RECLAIM_EXERCISES_OWNER_H

#include <string.h>

#include "exercises/01_refcounting/actor.h"

enum { OWNER_FIELDS = 8 };

struct owner {
    const char *name;                 /* of the type, in words */
    const char *fields[OWNER_FIELDS]; /* what it owns, in words; NULL after the last */
    /* New reference to one that owns these, each with a reference of its own; NULL: not set. */
    struct object *(*make)(struct object *const *items);
    unsigned kept;  /* bit i: clear leaves field i as it is */
    unsigned often; /* bit i: how many references there are to field i is left open */
};

static struct {
    struct object *self; /* who is being cleared; NULL: nobody */
    int shown;           /* visits of the one that goes */
} owner_cleared;

static inline void owner_counts(struct object *referent, void *leaving)
{
    owner_cleared.shown += referent == leaving;
}

static inline void owner_item_goes(struct object *self)
{
    owner_cleared.shown = 0;
    if (owner_cleared.self != NULL)
        object_traverse(owner_cleared.self, owner_counts, self);
    check_event("%s goes%s", object_type_name(self),
                owner_cleared.shown > 0 ? ", and its place still shows it" : "");
}

static inline const char *owner_state(const struct owner *owner, unsigned set)
{
    const char *text = "nothing set";

    for (int i = 0; i < OWNER_FIELDS && owner->fields[i] != NULL; i++)
        if (set & 1u << i)
            text = strcmp(text, "nothing set") == 0
                       ? owner->fields[i]
                       : check_text("%s and %s", text, owner->fields[i]);
    return text;
}

/* Observes which of the items went, each by its name: in which order is left open. */
static inline void owner_items_gone(const struct owner *owner, const char *const *names,
                                    unsigned set, unsigned gone)
{
    const char *events = check_events();

    for (int i = 0; i < OWNER_FIELDS && owner->fields[i] != NULL; i++)
        if (set & 1u << i) {
            EXPECT(check_text("%s went", owner->fields[i]),
                   (bool)(strstr(events, names[i]) != NULL), (gone & 1u << i) != 0);
            EXPECT(check_text("the place of %s was empty when it went", owner->fields[i]),
                   (bool)(strstr(events, check_text("%s goes, and", names[i])) == NULL), true);
        }
}

/* One state. With @cleared it is cleared first, twice, and then dropped. */
static inline void owner_in_state(const struct owner *owner, unsigned set, bool cleared)
{
    struct object *items[OWNER_FIELDS] = {NULL};
    const char *names[OWNER_FIELDS] = {NULL};

    for (int i = 0; i < OWNER_FIELDS && owner->fields[i] != NULL; i++)
        if (set & 1u << i)
            items[i] = actor_new(names[i] = check_word(), owner_item_goes);
    STEP("a %s with %s", owner->name, owner_state(owner, set));
    struct object *self = owner->make(items);
    REQUIRE(check_text("there is a %s", owner->name), self != NULL);
    for (int i = 0; i < OWNER_FIELDS; i++)
        if (items[i] != NULL) {
            if (!(owner->often & 1u << i))
                EXPECT(check_text("references to %s", owner->fields[i]), refcount(items[i]), 2);
            REQUIRE("one of them is ours", refcount(items[i]) > 1);
            decref(items[i]);
        }
    if (cleared) {
        STEP("clear the %s, the only owner of all that, twice", owner->name);
        owner_cleared.self = self;
        self->type->clear(self);
        self->type->clear(self);
        owner_cleared.self = NULL;
        owner_items_gone(owner, names, set & ~owner->kept, set);
        EXPECT("references to it", refcount(self), 1);
        set &= owner->kept;
    }
    STEP("decref(%s), the last reference to it", owner->name);
    decref(self);
    owner_items_gone(owner, names, set, set);
}

/* All states: with each field set, with each not, with none. */
static inline void owner_is_checked(const struct owner *owner)
{
    unsigned all = 0;

    for (int i = 0; i < OWNER_FIELDS && owner->fields[i] != NULL; i++)
        all |= 1u << i;
    struct object *none_set[OWNER_FIELDS] = {NULL}, *one = owner->make(none_set);
    bool clears = one != NULL && one->type->clear != NULL;
    xdecref(one);
    for (int cleared = 0; cleared <= clears; cleared++) {
        owner_in_state(owner, 0, cleared);
        owner_in_state(owner, all, cleared);
        for (unsigned field = 1; field < all; field <<= 1) {
            owner_in_state(owner, field, cleared);
            owner_in_state(owner, all & ~field, cleared);
        }
    }
}

#endif
