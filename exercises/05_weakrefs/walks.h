/* For the checks of 5b: walks during which values, keys and others do as they like.
 */
#ifndef RECLAIM_EXERCISES_WALKS_H
#define RECLAIM_EXERCISES_WALKS_H

#include <stdio.h>

#include "exercises/05_weakrefs/entries.h"

enum { WALKED = 10 };

static struct object *walked, *walked_keys[WALKED], *living[WALKED]; /* NULL: dropped */
static int to_drop[WALKED]; /* at visit number i, this one goes */
static int visits;
static struct {
    int of_the_dead, not_held, others, dead_given, changed; /* visits at which that was so */
    char text[600];                                         /* all visits, in their order */
} seen;

static inline void the_first_drops(int i)
{
    for (int at = 0; at < WALKED; at++)
        if (to_drop[at] == i)
            to_drop[at] = to_drop[0];
    to_drop[0] = i;
}

static inline void see_visit(const char *format, const char *key, const char *value)
{
    size_t used = strlen(seen.text);

    snprintf(seen.text + used, sizeof seen.text - used, format, key, value);
}

static inline bool gives_something(struct object *key)
{
    struct object *value = cache_get(walked, key);

    if (value != NULL && refcount(value) > 1)
        decref(value);
    return value != NULL;
}

/* Lets one value die, perhaps this one, perhaps the next; the second visit walks, too. Nothing is
 * observed here: how many visits there are is part of the answer. */
static inline void drops_one(struct object *key, struct object *value, void *argument)
{
    int i = to_drop[visits % WALKED];

    (void)argument;
    visits++;
    STEP("visit number %d: '%s', %s", visits, str_text(key), name_of(value));
    see_visit(visits == 1 ? "'%s': %s" : ", '%s': %s", str_text(key), name_of(value));
    if (value == NULL || value == none() || refcount(value) < 2) {
        seen.of_the_dead += value == NULL || value == none();
        seen.not_held += value != NULL && value != none();
        return;
    }
    seen.others += strcmp(found(walked, key), name_of(value)) != 0;
    if (living[i] != NULL) {
        STEP("and in it decref(%s)%s", name_of(living[i]), living[i] == value ? ", itself" : "");
        bool dies = refcount(living[i]) == 1; /* else a walk holds it */
        clearref(&living[i]);
        seen.dead_given += dies && gives_something(walked_keys[i]);
    }
    seen.changed += cache_size(walked) != WALKED;
    if (visits == 2) {
        see_visit("%s%s", " (in it", "");
        cache_each(walked, drops_one, NULL);
        see_visit("%s%s", ")", "");
    }
}

static inline void visits_were_right(void)
{
    BECAUSE("Who is dead is passed over.");
    EXPECT("visits to who is dead", seen.of_the_dead, 0);
    BECAUSE("The visitor may drop the value that it is looking at: the walk has to hold it.");
    EXPECT("visits during which the walk has no reference to the value", seen.not_held, 0);
    BECAUSE("The entry is still there, and its value is dead: that is NULL, not None.");
    EXPECT("dead values of which cache_get gave something", seen.dead_given, 0);
    BECAUSE("A walk is under way, this one or one around it: the dict stays as it is, and what has "
            "died is taken out at the end of the outermost one.");
    EXPECT("visits after which there were fewer entries", seen.changed, 0);
    EXPECT("visits with another value than the one of the key", seen.others, 0);
    BECAUSE("A walk goes through the dict to its end, in its order, and visits each value that is "
            "alive by then.");
    EXPECT("visits", seen.text, seen.text); /* those of the solution: they depend on the seed */
}

/* ---- a walk over one cache is none over another ------------------------------------------------
 */

static struct object *elsewhere, *value_elsewhere;

static inline void drops_elsewhere(struct object *key, struct object *value, void *size)
{
    (void)key, (void)value;
    clearref(&value_elsewhere);
    *(intptr_t *)size = cache_size(elsewhere);
}

static inline void walks_elsewhere(void)
{
    struct object *key = str_new(check_word()), *value = actor_new(check_word(), NULL);
    intptr_t size = -1;

    walked = cache_new();
    elsewhere = cache_new();
    value_elsewhere = actor_new(check_word(), NULL);
    cache_set(walked, key, value);
    cache_set(elsewhere, key, value_elsewhere);
    STEP("cache_each(cache): the value in another cache, where nobody walks, dies meanwhile");
    cache_each(walked, drops_elsewhere, &size);
    BECAUSE("Each cache has walks of its own: where nobody walks, the entry goes at once.");
    EXPECT("entries of the other cache, during the walk", size, 0);
    decref(walked);
    decref(elsewhere);
    decref(value);
    decref(key);
}

/* ---- who was visited before is the only one that dies ------------------------------------------
 */

static inline void drops_the_one_before(struct object *key, struct object *value, void *before)
{
    (void)key;
    if (value != *(struct object **)before)
        clearref((struct object **)before);
}

static inline void the_one_before_dies(void)
{
    struct object *keys[2] = {str_new(check_word()), str_new(check_word())};
    struct object *before = actor_new(check_word(), NULL), *value = actor_new(check_word(), NULL);

    walked = cache_new();
    cache_set(walked, keys[0], before);
    cache_set(walked, keys[1], value);
    STEP("cache_each(cache), with two entries: the second visit drops the first value");
    cache_each(walked, drops_the_one_before, &before);
    BECAUSE("The walk does not come by there again: whether somebody died is seen at its end.");
    EXPECT("entries after it", cache_size(walked), 1);
    decref(walked);
    decref(value);
    for (int i = 0; i < 2; i++)
        decref(keys[i]);
}

/* ---- a visitor that drops the cache ------------------------------------------------------------
 */

enum { BEFORE, DURING, DURING_WITH_VALUE, WAYS };
static struct object *only_value;

static inline void drops_the_cache(struct object *key, struct object *value, void *argument)
{
    check_event("%s: %s", str_text(key), name_of(value));
    clearref(&walked);
    if (*(int *)argument == DURING_WITH_VALUE)
        clearref(&only_value);
}

/* ---- the end of a walk releases keys, and that may run code ------------------------------------
 */

enum { DOOMED = 4, LATE = 20 };

static struct {
    struct object *first, *late; /* values: of the first entry, and of those that come late */
    struct object *late_keys[LATE];
    bool on;   /* during the walk */
    int stays; /* the first died, and its entry stayed */
} mischievous;

/* The last words of a key: it lets the value of an earlier entry die, and sets many others. */
static inline void key_makes_mischief(struct object *self)
{
    (void)self;
    if (!mischievous.on)
        return;
    intptr_t size = cache_size(walked) - (mischievous.first != NULL);
    clearref(&mischievous.first);
    mischievous.stays += cache_size(walked) != size;
    for (int i = 0; i < LATE; i++)
        cache_set(walked, mischievous.late_keys[i], mischievous.late);
}

static inline void drops_the_doomed(struct object *key, struct object *value, void *doomed)
{
    (void)key, (void)value;
    for (int i = 0; i < DOOMED; i++)
        clearref((struct object **)doomed + i);
}

/* Entries: one that lives at first, four that die during the walk, and the keys of two of them do
 * it. */
static inline void keys_make_mischief(void)
{
    struct object *doomed[DOOMED], *key = str_new(check_word());

    walked = cache_new();
    mischievous.first = actor_new(check_word(), NULL);
    mischievous.late = actor_new(check_word(), NULL);
    for (int i = 0; i < LATE; i++)
        mischievous.late_keys[i] = str_new(check_text("%s%d", check_word(), i));
    cache_set(walked, key, mischievous.first);
    for (int i = 0; i < DOOMED; i++) {
        struct object *doomed_key =
            actor_new(check_text("key %d", i), i % 2 == 0 ? key_makes_mischief : NULL);
        doomed[i] = actor_new(check_word(), NULL);
        cache_set(walked, doomed_key, doomed[i]);
        decref(doomed_key);
    }
    STEP("cache_each(cache): %d of its %d values die meanwhile, and to release the key of one runs "
         "code, which lets the last one die and sets %d others",
         DOOMED, DOOMED + 1, LATE);
    mischievous.on = true;
    mischievous.stays = 0;
    cache_each(walked, drops_the_doomed, doomed);
    mischievous.on = false;
    BECAUSE(
        "To release a key may run code, and the dict is another afterwards: a search through it "
        "has to begin again.");
    EXPECT("entries after it", cache_size(walked), LATE);
    BECAUSE("When a key is released nobody walks any more: whoever dies then goes from the dict at "
            "once.");
    EXPECT("values that died then and whose entry stayed", mischievous.stays, 0);
    EXPECT("references to the first key", refcount(key), 1);
    decref(mischievous.late);
    EXPECT("entries when all are gone", cache_size(walked), 0);
    decref(walked);
    for (int i = 0; i < LATE; i++)
        decref(mischievous.late_keys[i]);
    decref(key);
}

static inline void key_drops_the_cache(struct object *self)
{
    check_event("%s goes and drops the cache", object_type_name(self));
    clearref(&walked);
}

static inline void drops_the_value(struct object *key, struct object *value, void *argument)
{
    (void)key, (void)value, (void)argument;
    clearref(&only_value);
}

/* A value dies, so its key goes, and that drops the last reference to the cache. */
static inline void keys_drop_the_cache(void)
{
    for (int during_a_walk = 0; during_a_walk < 2; during_a_walk++) {
        const char *name = check_word(), *value = check_word();
        struct object *key = actor_new(name, key_drops_the_cache);
        walked = cache_new();
        only_value = actor_new(value, actor_says_it_goes);
        cache_set(walked, key, only_value);
        decref(key);
        STEP("decref(%s)%s: its key goes, too, and drops the cache", value,
             during_a_walk ? " during a walk" : "");
        if (during_a_walk)
            cache_each(walked, drops_the_value, NULL);
        else
            clearref(&only_value);
        EXPECT("events", check_events(),
               check_text("%s goes, %s goes and drops the cache", value, name));
    }
}

#endif
