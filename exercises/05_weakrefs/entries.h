/* For the checks of 5b: what a cache finds, and entries that share a value or a key, one after the
 * other.
 */
#ifndef RECLAIM_EXERCISES_ENTRIES_H
#define RECLAIM_EXERCISES_ENTRIES_H

#include <string.h>

#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/5b_weak_cache.h"
#include "exercises/check.h"

static inline const char *name_of(struct object *value)
{
    return value == NULL ? "nothing" : object_type_name(value);
}

/* The name of what cache_get() gives, which is dropped again. */
static inline const char *found(struct object *cache, struct object *key)
{
    struct object *value = cache_get(cache, key);
    const char *name = name_of(value);

    if (value != NULL && refcount(value) > 1)
        decref(value);
    return name;
}

/* One value in two caches, and under two keys of one of them. */
static inline void forgets_everywhere(void)
{
    struct object *caches[2] = {cache_new(), cache_new()}, *keys[2];
    struct object *value = actor_new(check_word(), actor_says_it_goes);
    struct object *other = actor_new(check_word(), actor_says_it_goes);

    for (int i = 0; i < 2; i++) {
        keys[i] = str_new(check_word());
        STEP("cache_set(first, '%s', %s)", str_text(keys[i]), name_of(value));
        cache_set(caches[0], keys[i], value);
    }
    STEP("cache_set(second, '%s', %s); cache_set(second, '%s', %s)", str_text(keys[0]),
         name_of(value), str_text(keys[1]), name_of(other));
    cache_set(caches[1], keys[0], value);
    cache_set(caches[1], keys[1], other);
    STEP("decref(%s), which is twice in the first cache and once in the second", name_of(value));
    decref(value);
    BECAUSE("A value may be in several caches, and under several keys: each entry of it goes.");
    EXPECT("entries in the first", cache_size(caches[0]), 0);
    EXPECT("entries in the second", cache_size(caches[1]), 1);
    EXPECT(check_text("the value of '%s'", str_text(keys[1])), found(caches[1], keys[1]),
           name_of(other));
    for (int i = 0; i < 2; i++)
        decref(caches[i]);
    for (int i = 0; i < 2; i++) {
        EXPECT(check_text("references to '%s'", str_text(keys[i])), refcount(keys[i]), 1);
        decref(keys[i]);
    }
    decref(other);
}

/* The newer value dies first: when the old one does, there is no entry of that key any more. */
static inline void old_value_dies_last(struct object *cache, struct object *key)
{
    struct object *old = actor_new(check_word(), actor_says_it_goes);
    struct object *new = actor_new(check_word(), actor_says_it_goes);
    struct object *equal = str_new(str_text(key)); /* another object, the same key */

    cache_set(cache, key, old);
    struct object *refs = weakref_getweakrefs(old);
    STEP("cache_set(cache, '%s', %s), then %s, with an equal key", str_text(key), name_of(old),
         name_of(new));
    cache_set(cache, equal, new);
    EXPECT("entries", cache_size(cache), 1);
    STEP("decref(%s)", name_of(new));
    decref(new);
    BECAUSE("Keys are the same when they are equal, not only when they are one object.");
    EXPECT("entries", cache_size(cache), 0);
    STEP("decref(%s), while somebody still has the weak references to it", name_of(old));
    decref(old);
    EXPECT("entries", cache_size(cache), 0);
    decref(refs);
    EXPECT("references to the equal key", refcount(equal), 1);
    decref(equal);
}

/* A key that has a value gets another one, and that fails: it keeps the first. */
static inline void old_value_stays(struct object *cache, struct object *key, struct object *value)
{
    struct object *other = actor_new(check_word(), NULL), *list = list_new(0);
    struct object *number = int_new(7), *full = list_new(0);
    int changed = 0;
    bool stored = false;

    STEP("cache_set(cache, key, 7)");
    EXPECT("it succeeds", cache_set(cache, key, number), false);
    EXPECT("the error", error_message(), "TypeError: cannot create weak reference to 'int' object");
    error_clear();
    EXPECT("the value is", found(cache, key), name_of(value));
    for (int i = 0; i < 4; i++) { /* now the dict has no room for a sixth */
        struct object *filler = actor_new(check_word(), NULL), *name = str_new(name_of(filler));
        cache_set(cache, name, filler);
        list_append(full, filler);
        decref(filler);
        decref(name);
    }
    for (size_t nth = 1; !stored && nth < 100; nth++) {
        STEP("cache_set of the same key to %s, with no memory for request number %zu",
             name_of(other), nth);
        memory_fail_at(nth);
        stored = cache_set(cache, key, other);
        memory_fail_at(0);
        ANSWERED("cache_set", stored);
        changed += !stored && (strcmp(found(cache, key), name_of(value)) != 0 ||
                               weakref_getweakrefcount(other) != 0);
    }
    EXPECT("failures that changed something", changed, 0);
    EXPECT("the value is", found(cache, key), name_of(other));
    STEP("cache_set(cache, [], %s)", name_of(other));
    EXPECT("it succeeds", cache_set(cache, list, other), false);
    EXPECT("the error", error_message(), "TypeError: unhashable type: 'list'");
    error_clear();
    EXPECT("weak references to it", weakref_getweakrefcount(other), 1);
    decref(full);
    decref(number);
    decref(list);
    decref(other);
    EXPECT("entries when it is gone", cache_size(cache), 0);
}

#endif
