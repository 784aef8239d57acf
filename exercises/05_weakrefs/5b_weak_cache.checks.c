/* Checks of 5b: what it finds, what it forgets and when, walks, and a day without memory. */
#include "exercises/05_weakrefs/5b_weak_cache.h"

#include "common/types/atoms.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"

static const char *name_of(struct object *value)
{
    return value == NULL ? "nothing" : object_type_name(value);
}

/* The name of what cache_get() gives, which is dropped again. */
static const char *found(struct object *cache, struct object *key)
{
    struct object *value = cache_get(cache, key);
    const char *name = name_of(value);

    if (value != NULL && refcount(value) > 1)
        decref(value);
    return name;
}

static void note_visit(struct object *key, struct object *value, void *argument)
{
    (void)argument;
    check_event("%s: %s", str_text(key), name_of(value));
}

CHECK(finds, .title = "it finds what it was given, and does not keep it", .points = 2,
      .usually = "cache_set stores a weak reference, which does not count; cache_get gives a new "
                 "reference to what that answers with.",
      .see = "05-cache")
{
    const char *word = check_word(), *name = check_word();
    struct object *key = str_new(word), *other = str_new(check_word());
    struct object *value = actor_new(name, actor_says_it_goes), *cache = cache_new();

    REQUIRE("cache_new gives a cache", cache != NULL && cache->type == &cache_type);
    EXPECT("the cache is tracked", gc_is_tracked(cache), true);
    EXPECT("references to the cache", refcount(cache), 1);
    STEP("cache_each(cache), which is empty");
    cache_each(cache, note_visit, NULL);
    EXPECT("visits", check_events(), "");
    STEP("cache_set(cache, '%s', %s)", word, name);
    REQUIRE("cache_set succeeds", cache_set(cache, key, value));
    EXPECT("entries", cache_size(cache), 1);
    EXPECT(check_text("references to %s", name), refcount(value), 1);
    STEP("cache_get(cache, '%s')", word);
    REQUIRE(check_text("it gives %s", name), cache_get(cache, key) == value);
    EXPECT(check_text("references to %s", name), refcount(value), 2);
    REQUIRE("one of them is ours", refcount(value) == 2);
    decref(value);
    STEP("cache_get of another key");
    EXPECT("it gives", found(cache, other), "nothing");
    STEP("cache_each(cache)");
    cache_each(cache, note_visit, NULL);
    EXPECT("visits", check_events(), check_text("%s: %s", word, name));
    STEP("decref(cache), then decref(%s)", name);
    decref(cache);
    EXPECT("references to the key", refcount(key), 1);
    decref(value);
    decref(other);
    decref(key);
}

CHECK(forgets, .title = "an entry goes when its value does", .points = 2, .after = "finds",
      .usually = "The callback gets the KeyedRef; weakref_key says which entry it was. What "
                 "weakref_key and dict_get give is borrowed.",
      .see = "05-cache")
{
    enum { VALUES = 8 };
    struct object *cache = cache_new(), *keys[VALUES], *values[VALUES];
    const char *names[VALUES];

    for (int i = 0; i < VALUES; i++) {
        keys[i] = str_new(check_word());
        names[i] = check_word();
        values[i] = actor_new(names[i], actor_says_it_goes);
        cache_set(cache, keys[i], values[i]);
    }
    for (int left = VALUES; left > 0; left--) {
        int i = check_random(left);
        STEP("decref(%s), the value of '%s'", names[i], str_text(keys[i]));
        decref(values[i]);
        EXPECT("events", check_events(), check_text("%s goes", names[i]));
        EXPECT("entries", cache_size(cache), left - 1);
        EXPECT("cache_get gives", found(cache, keys[i]), "nothing");
        EXPECT(check_text("references to '%s'", str_text(keys[i])), refcount(keys[i]), 1);
        decref(keys[i]);
        keys[i] = keys[left - 1];
        values[i] = values[left - 1];
        names[i] = names[left - 1];
    }
    decref(cache);
}

CHECK(overwritten, .title = "an entry with another value stays", .points = 2, .after = "finds",
      .usually = "The callback took out the entry of its key without a look at what is there now. "
                 "It may only take out the KeyedRef that it was called with.",
      .see = "05-cache")
{
    const char *word = check_word();
    struct object *cache = cache_new(), *key = str_new(word);
    struct object *old = actor_new(check_word(), actor_says_it_goes);
    struct object *new = actor_new(check_word(), actor_says_it_goes);
    const char *name = name_of(new);

    STEP("cache_set(cache, '%s', %s)", word, name_of(old));
    cache_set(cache, key, old);
    struct object *refs = weakref_getweakrefs(old); /* somebody keeps the old weak references */
    STEP("cache_set(cache, '%s', %s)", word, name);
    cache_set(cache, key, new);
    EXPECT("entries", cache_size(cache), 1);
    STEP("decref(%s), while somebody still has the weak references to it", name_of(old));
    decref(old);
    EXPECT("entries", cache_size(cache), 1);
    EXPECT(check_text("the value of '%s'", word), found(cache, key), name);
    STEP("decref(%s)", name);
    decref(new);
    EXPECT("entries", cache_size(cache), 0);
    decref(refs);
    decref(key);
    decref(cache);
}

enum { WALKED = 10 };

static struct object *walked, *walked_keys[WALKED], *living[WALKED]; /* NULL: dropped */
static int to_drop[WALKED]; /* at visit number i, this one goes */
static int visits;

static bool gives_something(struct object *key)
{
    struct object *value = cache_get(walked, key);

    if (value != NULL && refcount(value) > 1)
        decref(value);
    return value != NULL;
}

static void drops_one(struct object *key, struct object *value, void *argument)
{
    int i = to_drop[visits % WALKED];

    (void)argument;
    visits++;
    STEP("visit number %d: '%s', %s", visits, str_text(key), name_of(value));
    REQUIRE("the walk has a reference of its own to the value", refcount(value) > 1);
    EXPECT("key and value", check_text("'%s': %s", str_text(key), name_of(value)),
           check_text("'%s': %s", str_text(key), found(walked, key)));
    if (living[i] != NULL) {
        STEP("and in it decref(%s)%s", name_of(living[i]), living[i] == value ? ", itself" : "");
        bool dies = refcount(living[i]) == 1; /* else a walk holds it */
        clearref(&living[i]);
        BECAUSE("The entry is still there, and its value is dead: that is NULL, not None.");
        EXPECT("cache_get of its key gives something", gives_something(walked_keys[i]), !dies);
    }
    EXPECT("entries during the walk", cache_size(walked), WALKED);
    if (visits == 2)
        cache_each(walked, drops_one, NULL);
}

CHECK(walks, .title = "values die during a walk, the dict stays as it is", .points = 2,
      .after = "forgets",
      .usually = "While a walk is under way, the callback must leave the dict alone; the end of "
                 "the outermost walk takes the dead entries out. What is visited has to be held "
                 "while it is visited, and what is dead is passed over.",
      .see = "05-cache")
{
    int left = 0;

    walked = cache_new();
    visits = 0;
    for (int i = 0; i < WALKED; i++) {
        walked_keys[i] = str_new(check_word());
        living[i] = actor_new(check_word(), NULL);
        to_drop[i] = i;
        cache_set(walked, walked_keys[i], living[i]);
    }
    check_shuffle(to_drop, WALKED);
    to_drop[check_between(7, 9)] = to_drop[0]; /* so at least one lives on */
    STEP("cache_each(cache), with another walk inside the second visit");
    cache_each(walked, drops_one, NULL);
    for (int i = 0; i < WALKED; i++)
        left += living[i] != NULL;
    EXPECT("visits", visits, visits); /* as many as the solution made: it depends on the order */
    EXPECT("entries after it", cache_size(walked), left);
    for (int i = 0; i < WALKED; i++) {
        EXPECT(check_text("the value of '%s'", str_text(walked_keys[i])),
               found(walked, walked_keys[i]), name_of(living[i]));
        clearref(&living[i]);
        EXPECT(check_text("references to '%s'", str_text(walked_keys[i])), refcount(walked_keys[i]),
               1);
        decref(walked_keys[i]);
    }
    EXPECT("entries when all are gone", cache_size(walked), 0);
    decref(walked);
}

static void drops_the_cache(struct object *key, struct object *value, void *argument)
{
    (void)argument;
    check_event("%s: %s", str_text(key), name_of(value));
    clearref(&walked);
}

CHECK(goes_first, .title = "the cache may go before its values", .points = 1, .after = "finds",
      .usually = "What the callback knows of the cache must be a weak reference, or the cache owns "
                 "itself; it may answer None. And a walk holds the cache that it walks over.",
      .see = "05-tree")
{
    const char *word = check_word(), *name = check_word();
    struct object *key = str_new(word), *value = actor_new(name, actor_says_it_goes);

    gc_disable();
    for (int during_a_walk = 0; during_a_walk < 2; during_a_walk++) {
        walked = cache_new();
        struct object *watch = weakref_new(walked, NULL);
        cache_set(walked, key, value);
        struct object *refs = weakref_getweakrefs(value);
        STEP("drop the cache%s", during_a_walk ? ", during a walk" : "");
        if (during_a_walk)
            cache_each(walked, drops_the_cache, NULL);
        else
            clearref(&walked);
        EXPECT("events", check_events(), during_a_walk ? check_text("%s: %s", word, name) : "");
        struct object *gone = weakref_get(watch);
        REQUIRE("the cache is gone", gone == none());
        decref(gone);
        decref(watch);
        if (during_a_walk)
            clearref(&value);
        EXPECT("events", check_events(), during_a_walk ? check_text("%s goes", name) : "");
        decref(refs);
        EXPECT("gc_collect(2)", gc_collect(2), 0);
    }
    decref(key);
}

CHECK(no_memory, .title = "a call that fails changes nothing", .points = 1, .after = "finds",
      .usually = "cache_new gives back what it made so far. cache_set makes the KeyedRef first, "
                 "and drops it when it could not be stored.",
      .see = "05-cache")
{
    struct object *key = str_new(check_word()), *list = list_new(0), *cache = NULL;
    struct object *value = actor_new(check_word(), NULL), *number = int_new(7);
    bool stored = false;

    for (size_t nth = 1; cache == NULL && nth < 100; nth++) {
        STEP("cache_new, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        cache = cache_new();
        memory_fail_at(0);
        ANSWERED("cache_new", cache != NULL);
    }
    REQUIRE("cache_new gives a cache when there is memory again", cache != NULL);
    int changed = 0;
    for (size_t nth = 1; !stored && nth < 100; nth++) {
        STEP("cache_set, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        stored = cache_set(cache, key, value);
        memory_fail_at(0);
        ANSWERED("cache_set", stored);
        changed += !stored && (cache_size(cache) != 0 || weakref_getweakrefcount(value) != 0);
    }
    EXPECT("failures that changed something", changed, 0);
    error_clear();
    STEP("cache_set(cache, [], value)");
    EXPECT("it succeeds", cache_set(cache, list, value), false);
    EXPECT("the error", error_message(), "TypeError: unhashable type: 'list'");
    error_clear();
    STEP("cache_set(cache, key, 7)");
    EXPECT("it succeeds", cache_set(cache, key, number), false);
    error_clear();
    EXPECT("the value is", found(cache, key), name_of(value));
    EXPECT("weak references to it", weakref_getweakrefcount(value), 1);
    decref(cache);
    decref(list);
    decref(number);
    decref(key);
    decref(value);
}
