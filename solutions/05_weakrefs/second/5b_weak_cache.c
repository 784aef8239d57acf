/* Exercise 5b, another way. In the first, one function is the callback of all KeyedRefs, which know
 * their keys. Here each entry has a plain weak reference with a function of its own, whose self is
 * a tuple: (the cache, weakly, and the key). And a walk does not sweep at its end: it notes how
 * many died meanwhile, and takes out so many. */
#include "exercises/05_weakrefs/5b_weak_cache.h"

#include "common/types/atoms.h"
#include "common/types/tuple.h"

struct cache {
    struct object base;
    struct object *entries; /* owned: a dict, from a key to a weak reference to the value */
    intptr_t walks;         /* calls of cache_each() that are under way */
    intptr_t dead;          /* entries whose value died during a walk */
    struct weakref *weaklist;
};

/* A cache that is only half made comes by here, too. */
static void cache_dealloc(struct object *self)
{
    struct cache *cache = (struct cache *)self;

    weakref_clear_all(self);
    clearref(&cache->entries);
    object_free(self);
}

static void cache_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct cache *cache = (struct cache *)self;

    if (cache->entries != NULL)
        visit(cache->entries, argument);
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
    struct cache *cache = (struct cache *)answer(tuple_get(self, 0));
    struct object *key = tuple_get(self, 1); /* the function keeps it, and the caller that */

    (void)count;
    if (cache == NULL)
        return true;
    if (dict_get(cache->entries, key) == arguments[0]) {
        if (cache->walks > 0)
            cache->dead++;
        else
            dict_delete(cache->entries, key);
    }
    decref(&cache->base);
    return true;
}

struct object *cache_new(void)
{
    struct object *self = object_alloc(&cache_type, 0);

    if (self == NULL)
        return NULL;
    ((struct cache *)self)->entries = dict_new();
    if (((struct cache *)self)->entries == NULL)
        clearref(&self);
    else
        gc_track(self);
    return self;
}

/* The callback of the entry of @key. New reference. NULL: no memory. */
static struct object *expire_new(struct object *cache, struct object *key)
{
    struct object *weak = weakref_new(cache, NULL);
    struct object *pair = weak == NULL ? NULL : tuple_pack(2, weak, key);
    struct object *expire = pair == NULL ? NULL : function_new("expire", value_died, pair);

    xdecref(weak);
    xdecref(pair);
    return expire;
}

bool cache_set(struct object *cache, struct object *key, struct object *value)
{
    struct object *expire = expire_new(cache, key);
    struct object *ref = expire == NULL ? NULL : weakref_new(value, expire);
    bool stored = ref != NULL && dict_set(((struct cache *)cache)->entries, key, ref);

    xdecref(expire);
    xdecref(ref);
    return stored;
}

struct object *cache_get(struct object *cache, struct object *key)
{
    const struct object *ref = dict_get(((struct cache *)cache)->entries, key);

    return ref == NULL ? NULL : answer(ref);
}

/* Takes out one entry whose value is dead. To release its key may run code, so the search ends
 * there. */
static void remove_one(struct cache *cache)
{
    struct object *key, *ref;
    intptr_t position = 0;

    while (dict_next(cache->entries, &position, &key, &ref)) {
        struct object *value = answer(ref);
        if (value == NULL) {
            dict_delete(cache->entries, key);
            return;
        }
        decref(value);
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
    self->walks--;
    while (self->walks == 0 && self->dead > 0) {
        self->dead--;
        remove_one(self);
    }
    decref(cache);
}
