/* Checks of 5b: what it finds, what it forgets and when, walks, and a day without memory.
 *
 * Each sentence:
 * - a cache owns its keys and not its values -> finds
 * - when a value dies its entry goes, with the key, there and then; of each cache, under each of
 *   its keys -> forgets
 * - an entry with another value stays, whoever still refers weakly to the old one -> overwritten
 * - while a walk is under way the dict does not change; the dead are passed over -> walks
 * - their entries go at the end of the outermost walk, whoever changes the cache then -> walks
 * - the cache can go before its values, also in a walk of its own -> goes_first
 * - it is in no cycle, and goes by counting -> finds, goes_first
 * - cache_new: empty, tracked, a new reference; NULL: no memory, an error -> finds, no_memory
 * - cache_set: false without memory or for a TypeError, and nothing has changed, also when the key
 *   has a value already -> no_memory
 * - cache_get: a new reference; NULL and no error when there is none or it is dead -> finds, walks
 * - cache_size: with those that died during a walk -> walks
 * - cache_each: in the order of the dict; both stay alive; cache_get and cache_each inside -> walks
 * - the visitor may drop any value, also the next -> walks
 */
#include "exercises/05_weakrefs/5b_weak_cache.h"

#include <string.h>

#include "common/types/atoms.h"
#include "exercises/05_weakrefs/walks.h"
#include "exercises/check.h"
#include "exercises/owner.h"

static void note_visit(struct object *key, struct object *value, void *argument)
{
    (void)argument;
    check_event("%s: %s", str_text(key), name_of(value));
}

/* The values live on: what is left is who owns the keys. */
static struct object *kept_value;

static struct object *cache_of_keys(struct object *const *items)
{
    struct object *cache = cache_new();

    for (int i = 0; i < 2; i++)
        if (items[i] != NULL)
            cache_set(cache, items[i], kept_value);
    return cache;
}

CHECK(finds, .title = "it finds what it was given, and does not keep it", .points = 2,
      .leaked = "A reference that was made for the moment is given back in the end.",
      .see = "05-cache")
{
    const char *word = check_word(), *name = check_word();
    struct object *key = str_new(word), *other = str_new(check_word());
    struct object *value = actor_new(name, actor_says_it_goes), *cache = cache_new();

    REQUIRE("cache_new gives a cache", cache != NULL && cache->type == &cache_type);
    EXPECT("the cache is tracked", gc_is_tracked(cache), true);
    BECAUSE(
        "Who else owns the cache? If it is somebody whom the cache owns, they are a ring, which "
        "counting never frees. What does the function that is called back own?");
    EXPECT("references to the cache", refcount(cache), 1);
    REQUIRE("nobody but us owns it", refcount(cache) == 1);
    STEP("cache_each(cache), which is empty");
    cache_each(cache, note_visit, NULL);
    EXPECT("visits", check_events(), "");
    STEP("cache_set(cache, '%s', %s)", word, name);
    REQUIRE("cache_set succeeds", cache_set(cache, key, value));
    EXPECT("entries", cache_size(cache), 1);
    BECAUSE("The cache does not own its values: a weak reference does not count.");
    EXPECT(check_text("references to %s", name), refcount(value), 1);
    STEP("cache_get(cache, '%s')", word);
    REQUIRE(check_text("it gives %s", name), cache_get(cache, key) == value);
    BECAUSE("cache_get gives a new reference, one, and it is for who asked.");
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
    kept_value = actor_new(name, actor_says_it_goes);
    static const struct owner owner = {
        .name = "cache", .fields = {"one key", "another key"}, .make = cache_of_keys, .often = 3};
    owner_is_checked(&owner);
    clearref(&kept_value);
    check_events();
}

CHECK(forgets, .title = "an entry goes when its value does", .points = 2, .after = "finds",
      .too_many = "Whoever died may still have an entry, or something of it is still kept. What "
                  "weakref_key and dict_get give is borrowed.",
      .too_few = "More has gone than the entry of the one that died: its key says which that is.",
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
    forgets_everywhere();
}

CHECK(overwritten, .title = "an entry with another value stays", .points = 2, .after = "finds",
      .too_few = "The callback took out the entry of its key without a look at what is there now. "
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
    old_value_dies_last(cache, key);
    decref(cache);
    EXPECT("references to the key", refcount(key), 1);
    decref(key);
}

CHECK(walks, .title = "values die during a walk, the dict stays as it is", .points = 2,
      .after = "forgets",
      .leaked = "Whatever a walk takes for itself it gives back at its end, whichever end that is.",
      .see = "05-cache")
{
    int left = 0, wrong = 0;

    walked = cache_new();
    visits = 0;
    memset(&seen, 0, sizeof seen);
    for (int i = 0; i < WALKED; i++) {
        walked_keys[i] = str_new(check_word());
        living[i] = actor_new(check_word(), NULL);
        to_drop[i] = i;
        cache_set(walked, walked_keys[i], living[i]);
    }
    check_shuffle(to_drop, WALKED);
    the_first_drops(check_between(1, 5)); /* so a walk meets one that is dead before living ones */
    to_drop[check_between(7, 9)] = to_drop[0]; /* so at least one lives on */
    STEP("cache_each(cache), with another walk inside the second visit");
    cache_each(walked, drops_one, NULL);
    intptr_t size = cache_size(walked);
    for (int i = 0; i < WALKED; i++) {
        left += living[i] != NULL;
        wrong += strcmp(found(walked, walked_keys[i]), name_of(living[i])) != 0;
        clearref(&living[i]); /* the visits decide who lives: what is owed is told afterwards */
    }
    visits_were_right();
    BECAUSE("The end of the outermost walk takes out the entries whose values have died.");
    EXPECT("entries after it", size, left);
    EXPECT("keys with another value than before", wrong, 0);
    for (int i = 0; i < WALKED; i++) {
        EXPECT(check_text("references to '%s'", str_text(walked_keys[i])), refcount(walked_keys[i]),
               1);
        decref(walked_keys[i]);
    }
    BECAUSE("The walks are over: whoever dies now goes from the dict at once.");
    EXPECT("entries when all are gone", cache_size(walked), 0);
    decref(walked);
    keys_make_mischief();
    walks_elsewhere();
    the_one_before_dies();
}

CHECK(goes_first, .title = "the cache may go before its values", .points = 1, .after = "finds",
      .crashed =
          "A walk has to hold the cache that it walks over, and what is called back later has "
          "to ask whether the cache is still there.",
      .see = "05-tree")
{
    static const char *const ways[WAYS] = {"", ", during a walk", " and the value, during a walk"};
    const char *word = check_word(), *name = check_word();
    struct object *key = str_new(word);

    gc_disable();
    for (int way = BEFORE; way < WAYS; way++) {
        walked = cache_new();
        only_value = actor_new(name, actor_says_it_goes);
        struct object *watch = weakref_new(walked, NULL);
        cache_set(walked, key, only_value);
        struct object *refs = weakref_getweakrefs(only_value);
        STEP("drop the cache%s", ways[way]);
        if (way == BEFORE)
            clearref(&walked);
        else
            cache_each(walked, drops_the_cache, &way);
        EXPECT("events", check_events(),
               way == BEFORE   ? ""
               : way == DURING ? check_text("%s: %s", word, name)
                               : check_text("%s: %s, %s goes", word, name, name));
        struct object *gone = weakref_get(watch);
        BECAUSE("Somebody still owns the cache: a walk that is over, or one whom the cache owns.");
        EXPECT("the cache is gone", (bool)(gone == none()), true);
        REQUIRE("it is", gone == none());
        decref(gone);
        decref(watch);
        clearref(&only_value);
        EXPECT("events", check_events(),
               way < DURING_WITH_VALUE ? check_text("%s goes", name) : "");
        decref(refs);
        EXPECT("gc_collect(2)", gc_collect(2), 0);
    }
    EXPECT("references to the key", refcount(key), 1);
    decref(key);
    keys_drop_the_cache();
}

CHECK(no_memory, .title = "a call that fails changes nothing", .points = 1, .after = "finds",
      .too_many = "Something was done, or is still kept, though the call failed.",
      .leaked = "What a call had made when it failed has to be given back.", .see = "05-cache")
{
    struct object *key = str_new(check_word()), *cache = NULL;
    struct object *value = actor_new(check_word(), NULL);
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
    EXPECT("the value is", found(cache, key), name_of(value));
    EXPECT("weak references to it", weakref_getweakrefcount(value), 1);
    old_value_stays(cache, key, value);
    decref(cache);
    decref(key);
    decref(value);
}
