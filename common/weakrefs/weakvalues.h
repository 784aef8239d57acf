/**
 * @file
 * WeakValueDictionary: a dict that does not keep its values alive. The way to write a cache, or a
 * registry of everything there is, without making it a leak.
 *
 * Each value is held by a KeyedRef (weakref.h) whose callback takes the entry out when the value
 * dies, unless the entry has been given another value since. Python's can also be iterated over,
 * and then takes out late what died meanwhile; here there is no iteration.
 *
 * The callback knows the dictionary by a weak reference only, so the dictionary is in no cycle of
 * its own making. It is a container like any other, may be in cycles, and can be weakly referred
 * to. CPython: WeakValueDictionary in Lib/weakref.py.
 */
#ifndef RECLAIM_COMMON_WEAKREFS_WEAKVALUES_H
#define RECLAIM_COMMON_WEAKREFS_WEAKVALUES_H

#include "common/objects/object.h"

extern struct type weakvalues_type; /**< "WeakValueDictionary" */

/** An empty one. New reference. NULL: no memory. */
struct object *weakvalues_new(void);

/** dict[key] = value, owning @p key and not @p value. False: TypeError (unhashable key, or a value
 * that cannot be weakly referred to) or no memory, with no entry changed. */
bool weakvalues_set(struct object *dict, struct object *key, struct object *value);

/** dict.get(key). **New** reference, since nothing else may keep the value. NULL: no such key, or
 * its value is dead, **without** an error; or, with one, an unhashable key. */
struct object *weakvalues_get(struct object *dict, struct object *key);

/** len(dict). Counts entries whose values died and whose callbacks have not run yet. */
intptr_t weakvalues_size(struct object *dict);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define weakvalues_new()    AT_CALLER(weakvalues_new())
#define weakvalues_set(...) AT_CALLER(weakvalues_set(__VA_ARGS__))
#endif

#endif
