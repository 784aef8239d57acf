/**
 * @file
 * weakref: a reference that does not count.
 *
 * The referent keeps a list of its weak references, the one without a callback first, then those
 * with one, newest first. When it dies, all of them are cleared before the first callback runs, so
 * that no callback can reach it. A weak reference owns its callback. CPython:
 * Objects/weakrefobject.c, Lib/weakref.py.
 */
#ifndef RECLAIM_COMMON_WEAKREFS_WEAKREF_H
#define RECLAIM_COMMON_WEAKREFS_WEAKREF_H

#include "common/objects/dealloc.h"
#include "common/objects/gc_list.h"
#include "common/objects/object.h"

extern struct type weakref_type;   /**< "weakref.ReferenceType", what weakref.ref makes */
extern struct type keyed_ref_type; /**< "KeyedRef": remembers a key; never shared */

/** A weak reference. The fields are the library's business. */
struct weakref {
    struct object base;
    struct object *referent; /**< not owned; NULL once it is dead */
    struct object *callback; /**< owned; NULL: none */
    struct weakref *prev, *next;
    size_t hash;
    size_t hashed; /**< whether hash is the referent's */
};

/** A weak reference to @p referent. Without a callback (NULL or None) there is one for each object,
 * shared; with one each is its own. @p callback is called with the weak reference once the referent
 * is dead; the weak reference makes its own reference to it. New reference. NULL: TypeError (its
 * type cannot be weakly referred to: int, str, list, dict, tuple …) or no memory. CPython:
 * PyWeakref_NewRef. */
struct object *weakref_new(struct object *referent, struct object *callback);

/** As weakref_new() with a callback, for a KeyedRef that remembers @p key (own reference). Never
 * shared. */
struct object *weakref_new_keyed(struct object *referent, struct object *callback,
                                 struct object *key);

/** The key of a KeyedRef. Borrowed. */
struct object *weakref_key(const struct object *ref);

/** The referent. **New** reference; None, new too, when it is dead or dying. CPython: calling the
 * weakref. */
struct object *weakref_get(const struct object *ref);

/** The callback. Borrowed. NULL: none, or it has been used up. CPython: ref.__callback__. */
struct object *weakref_callback(const struct object *ref);

/** Whether @p obj is a weak reference. */
bool weakref_check(const struct object *obj);

/** weakref.getweakrefcount(): how many weak references there are to @p obj; 0 if there can be none.
 */
size_t weakref_getweakrefcount(const struct object *obj);

/** weakref.getweakrefs(): a list of them in their order. New reference. NULL: no memory. */
struct object *weakref_getweakrefs(const struct object *obj);

/** @name For deallocation and the collector */
///@{
/** Where the list of @p obj's weak references starts; NULL when there can be none. */
struct weakref **weakref_list_of(const struct object *obj);
/** Takes @p ref out of its referent's list: it answers None from now on. Its callback stays. */
void weakref_detach(struct weakref *ref);
///@}

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define weakref_new(...)         AT_CALLER(weakref_new(__VA_ARGS__))
#define weakref_new_keyed(...)   AT_CALLER(weakref_new_keyed(__VA_ARGS__))
#define weakref_getweakrefs(...) AT_CALLER(weakref_getweakrefs(__VA_ARGS__))
#endif

#endif
