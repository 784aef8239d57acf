/**
 * @file
 * Exercise 5b: weak cache, a dict that does not keep its values.
 *
 * Rules of use:
 * - A cache **owns** its keys and **not** its values. When a value dies, its entry goes: the count
 *   is right, and the key has been given back, when the statement that dropped the value is over.
 * - An entry that has been given another value meanwhile stays when the old value dies, whoever
 *   else still refers weakly to the old one.
 * - **While cache_each() walks, the dict does not change.** A value that dies meanwhile is not
 *   visited any more; its entry goes at the end of the walk, that of the outermost one if walks
 *   stand inside one another. Then nobody walks any more: to release a key may run code, and that
 *   may use the cache, cache_set() too.
 * - The cache can go before its values, also during a walk of its own; nothing that they do later
 *   may touch it. And it goes by counting: it is in no cycle of its own making.
 *
 * The struct, the type and what its dealloc and traverse do are in 5b_weak_cache.c already; the
 * functions are yours.
 */
#ifndef RECLAIM_EXERCISE_5B_WEAK_CACHE_H
#define RECLAIM_EXERCISE_5B_WEAK_CACHE_H

#include "common/collector/gc.h"
#include "common/objects/object.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/list.h"
#include "common/weakrefs/weakref.h"

extern struct type cache_type; /**< "cache"; there can be weak references to a cache */

/** An empty cache. New reference. It is tracked (gc_track()). NULL: no memory. */
struct object *cache_new(void);

/** cache[key] = value. The cache keeps the key alive, and not the value. False: no memory, or
 * TypeError (the key is unhashable, the value cannot be weakly referred to); then nothing has
 * changed. Not called during a walk. */
bool cache_set(struct object *cache, struct object *key, struct object *value);

/** The value of @p key. **New** reference. NULL, without an error: there is none, or it is dead. */
struct object *cache_get(struct object *cache, struct object *key);

/** How many entries there are, those included that died during a walk and wait for its end. */
intptr_t cache_size(struct object *cache);

/** Calls @p visit with the key and the value of each entry that lives, in the order of the dict.
 * Both stay alive while it looks. It may drop references, and so let values die, also the one that
 * comes next; it may call cache_get() and cache_each(). */
void cache_each(struct object *cache,
                void (*visit)(struct object *key, struct object *value, void *argument),
                void *argument);

#endif
