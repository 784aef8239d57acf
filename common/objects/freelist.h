/**
 * @file
 * @internal
 * Dead containers kept for the next one of their kind: making a list is then a few stores.
 *
 * They show: a container taken from here was not allocated and one put here was not freed, so
 * neither moves gc_get_count(). A full collection empties them. Limits as in CPython 3.11: 80
 * lists, 80 dicts, 2000 tuples of each length up to 20. (Tuples of length 20 are kept but never
 * taken: a slip in 3.11, and its counts show it, so ours do too.) CPython: free_list in
 * Objects/listobject.c and others.
 */
#ifndef RECLAIM_COMMON_OBJECTS_FREELIST_H
#define RECLAIM_COMMON_OBJECTS_FREELIST_H

#include "common/objects/object.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

enum {
    FREELIST_LISTS = 80,
    FREELIST_DICTS = 80,
    FREELIST_TUPLE_SIZES = 20,
    FREELIST_TUPLES = 2000,
};

/** Parked objects, linked through the prev word of their GC headers; their count is 0. */
struct freelist {
    struct object *first;
    int count;
};

/** One for each kind that is kept. */
struct freelists {
    struct freelist lists, dicts;
    struct freelist tuples[FREELIST_TUPLE_SIZES]; /**< [n - 1]: tuples of length n */
};

extern struct freelists freelists;

/** Parks dead @p obj, which owns nothing and is untracked, unless @p limit are parked already.
 *  @return whether it was parked; if not the caller frees it. */
bool freelist_put(struct freelist *list, struct object *obj, int limit);

/** A parked object with count 1, its body undefined, traced as made here and now; NULL when there
 * is none. */
struct object *freelist_take(struct freelist *list);

/** Gives all parked objects back to the allocator. @return how many there were. */
size_t freelists_clear(void);

#pragma GCC visibility pop

#endif
