/* Exercise 5b: weak cache. What each function has to do is in 5b_weak_cache.h.
 * Hints: ./reclaim hint 5b */
#include "exercises/05_weakrefs/5b_weak_cache.h"

#include "exercises/exercise.h"

struct cache {
    struct object base;
    struct object *entries; /* owned: a dict, from a key to a KeyedRef to the value */
    struct object *expire;  /* owned: a function, the callback of every KeyedRef */
    intptr_t walks;         /* calls of cache_each() that are under way */
    struct weakref *weaklist;
};

/* A cache that is only half made comes by here, too. */
static void cache_dealloc(struct object *self)
{
    struct cache *cache = (struct cache *)self;

    weakref_clear_all(self);
    clearref(&cache->entries);
    clearref(&cache->expire);
    object_free(self);
}

static void cache_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct cache *cache = (struct cache *)self;

    if (cache->entries != NULL)
        visit(cache->entries, argument);
    if (cache->expire != NULL)
        visit(cache->expire, argument);
}

/* No clear: every cycle through a cache goes through its dict, and is broken there. */
struct type cache_type = {
    .base = TYPE_HEAD,
    .name = "cache",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct cache),
    .weaklist_offset = offsetof(struct cache, weaklist),
    .dealloc = cache_dealloc,
    .traverse = cache_traverse,
};

intptr_t cache_size(struct object *cache)
{
    return dict_size(((struct cache *)cache)->entries);
}

/* What every KeyedRef calls when its value has died: arguments[0] is the KeyedRef. What @self is,
 * cache_new() decides: whatever it gives to function_new(), which keeps it alive. */
static bool value_died(struct object *self, struct object *const *arguments, size_t count)
{
    TODO("take the entry out, if it is still the one of this value");
}

struct object *cache_new(void)
{
    TODO("make a cache, its dict, and its function: function_new(\"expire\", value_died, ...)");
}

bool cache_set(struct object *cache, struct object *key, struct object *value)
{
    TODO("store a KeyedRef: weakref_new_keyed(value, callback, key)");
}

struct object *cache_get(struct object *cache, struct object *key)
{
    TODO("answer with the value, if it is still there");
}

void cache_each(struct object *cache,
                void (*visit)(struct object *key, struct object *value, void *argument),
                void *argument)
{
    TODO("visit each entry that lives, while others die");
}
