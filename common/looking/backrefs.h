/**
 * @file
 * Who holds it: the shortest chain of references between an object and something one knows.
 *
 * "Why is this still alive?" is answered by the path from a root (a registry, a cache, whatever the
 * program keeps for good) to the object. The search goes breadth first, so no shorter chain exists,
 * and each object is looked at once, so cycles do no harm. It makes no reference and starts no
 * collection while it runs, apart from a full one at first, so that garbage does not answer.
 *
 * Each step looks at every tracked object there is. Atoms and untracked containers are never found
 * as holders, as gc_get_referrers() never finds them.
 *
 * To see a chain: heap_write() (heap.h) with its first object as the name.
 * In Python: objgraph.find_backref_chain().
 */
#ifndef RECLAIM_COMMON_LOOKING_BACKREFS_H
#define RECLAIM_COMMON_LOOKING_BACKREFS_H

#include "common/objects/object.h"

enum { CHAIN_MAX_DEPTH = 20 }; /* objgraph's default */

/** Whether @p obj (borrowed) is what a search looks for. It must not change, make or release any
 * object. */
typedef bool chain_predicate(struct object *obj, void *argument);

/** A shortest chain by which an object that satisfies @p is_root holds @p obj: the list
 * [root, ..., obj], each referring to the next, of at most @p max_depth references; [obj] alone
 * when there is none, or when @p obj is a root itself. New reference. NULL: no memory. */
struct object *objgraph_find_backref_chain(struct object *obj, chain_predicate *is_root,
                                           void *argument, int max_depth);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define objgraph_find_backref_chain(...) AT_CALLER(objgraph_find_backref_chain(__VA_ARGS__))
#endif

#endif
