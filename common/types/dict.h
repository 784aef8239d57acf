/**
 * @file
 * dict: keys to values, both owned, in insertion order.
 *
 * A key is anything hashable. Its hash and equality may be a user's code and may change the dict: a
 * search then starts again. Whoever calls owns the dict and the key meanwhile.
 *
 * A dict is untracked while nothing it was ever given may be tracked, and only a full collection
 * untracks it again. When it dies each entry, in insertion order, releases its key and then its
 * value. CPython: Objects/dictobject.c, with the same tables (dict_table.h).
 */
#ifndef RECLAIM_COMMON_TYPES_DICT_H
#define RECLAIM_COMMON_TYPES_DICT_H

#include "common/objects/object.h"

extern struct type dict_type; /**< "dict" */

/** An empty dict, untracked. New reference. NULL: no memory. */
struct object *dict_new(void);

/** Number of entries. */
intptr_t dict_size(const struct object *dict);

/** dict[key] = value, making its own reference to both. An equal key that is there already stays,
 * the new one is not kept; the old value is released after the new one is in. False: TypeError
 * (unhashable key) or no memory, with nothing changed. CPython: PyDict_SetItem. */
bool dict_set(struct object *dict, struct object *key, struct object *value);

/** The value of @p key. Borrowed. NULL: no such key, **without** an error, or an unhashable key,
 * with one. CPython: PyDict_GetItemWithError. */
struct object *dict_get(const struct object *dict, struct object *key);

/** del dict[key]: takes the entry out, then releases key and value. False: KeyError or TypeError.
 */
bool dict_delete(struct object *dict, struct object *key);

/** Steps through the entries: start with @p *position 0, ends with false. Key and value are
 * borrowed; the dict must not change meanwhile, except that values may be replaced. CPython:
 * PyDict_Next. */
bool dict_next(const struct object *dict, intptr_t *position, struct object **key,
               struct object **value);

/** Empties the dict, then releases what it held, in insertion order. */
void dict_clear(struct object *dict);

/** @name For the collector */
///@{
/** Untracks @p dict if nothing in it may be tracked. */
void dict_maybe_untrack(struct object *dict);
/** Whether a value in @p dict is a container, and no tuple: then it will stay tracked. */
bool dict_holds_container(const struct object *dict);
///@}

/** @name Keys that are text
 *  As above with a str made from @p key. NULL or false: no memory besides. */
///@{
bool dict_set_str(struct object *dict, const char *key, struct object *value);
struct object *dict_get_str(const struct object *dict, const char *key);
bool dict_delete_str(struct object *dict, const char *key);
///@}

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define dict_new()        AT_CALLER(dict_new())
#define dict_set(...)     AT_CALLER(dict_set(__VA_ARGS__))
#define dict_set_str(...) AT_CALLER(dict_set_str(__VA_ARGS__))
#endif

#endif
