/* Exercise 5b, solved. A death during a walk is left alone: the walk that ends last sweeps the dict
 * for the dead. The callback knows the cache weakly, so the cache is in no cycle. */
#include "exercises/05_weakrefs/5b_weak_cache.h"

#include "common/types/atoms.h"

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

/* What @ref answers with. New reference; NULL: None. */
static struct object *answer(const struct object *ref)
{
    struct object *obj = weakref_get(ref);

    if (obj == none())
        clearref(&obj);
    return obj;
}

static bool value_died(struct object *self, struct object *const *arguments, size_t count)
{
    struct cache *cache = (struct cache *)answer(self);
    struct object *key = weakref_key(arguments[0]); /* the KeyedRef keeps it, the caller that */

    (void)count;
    if (cache == NULL)
        return true;
    if (cache->walks == 0 && dict_get(cache->entries, key) == arguments[0])
        dict_delete(cache->entries, key);
    decref(&cache->base);
    return true;
}

struct object *cache_new(void)
{
    struct object *self = object_alloc(&cache_type, 0);
    struct cache *cache = (struct cache *)self;

    if (cache == NULL)
        return NULL;
    struct object *weak = weakref_new(self, NULL);
    cache->expire = weak == NULL ? NULL : function_new("expire", value_died, weak);
    xdecref(weak);
    cache->entries = cache->expire == NULL ? NULL : dict_new();
    if (cache->entries == NULL)
        clearref(&self);
    else
        gc_track(self);
    return self;
}

bool cache_set(struct object *cache, struct object *key, struct object *value)
{
    struct cache *self = (struct cache *)cache;
    struct object *ref = weakref_new_keyed(value, self->expire, key);
    bool stored = ref != NULL && dict_set(self->entries, key, ref);

    xdecref(ref);
    return stored;
}

struct object *cache_get(struct object *cache, struct object *key)
{
    const struct object *ref = dict_get(((struct cache *)cache)->entries, key);

    return ref == NULL ? NULL : answer(ref);
}

/* Takes out every entry whose value is dead. To release a key may run code, so each search starts
 * afresh. */
static void sweep(struct cache *cache)
{
    struct object *key, *ref;
    intptr_t position = 0;

    while (dict_next(cache->entries, &position, &key, &ref)) {
        struct object *value = answer(ref);
        if (value == NULL) {
            dict_delete(cache->entries, key);
            position = 0;
        }
        xdecref(value);
    }
}

void cache_each(struct object *cache,
                void (*visit)(struct object *key, struct object *value, void *argument),
                void *argument)
{
    struct cache *self = (struct cache *)newref(cache);
    struct object *key, *ref;
    intptr_t position = 0;

    self->walks++;
    while (dict_next(self->entries, &position, &key, &ref)) {
        struct object *value = answer(ref);
        if (value == NULL)
            continue;
        visit(key, value, argument);
        decref(value);
    }
    if (--self->walks == 0)
        sweep(self);
    decref(cache);
}
