/**
 * @file
 * The two words before a container, and the circular list that they form.
 *
 * A container that the collector knows of is *tracked*: it stands in one list. Word one is the next
 * node, 0 while untracked; word two the previous one. Addresses end in zero bits, so the low bits
 * carry flags, and during a collection the upper bits of @c prev carry the object's working count.
 * No list operation allocates. CPython: PyGC_Head and gc_list_* in Modules/gcmodule.c, same layout.
 */
#ifndef RECLAIM_COMMON_OBJECTS_GC_LIST_H
#define RECLAIM_COMMON_OBJECTS_GC_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Stands immediately before every object whose type has TYPE_GC. 16 bytes. */
struct gc_head {
    uintptr_t next; /**< the next node, 0: untracked; bit 0: GC_UNREACHABLE, only inside a pass */
    uintptr_t prev; /**< the previous node with two flags, or the working count shifted past them */
};

enum {
    GC_FINALIZED = 1,   /**< in prev: the finalizer has run; never cleared while the block lives */
    GC_COLLECTING = 2,  /**< in prev: member of the set under examination */
    GC_UNREACHABLE = 1, /**< in next: parked as tentatively unreachable */
    GC_PREV_FLAGS = GC_FINALIZED | GC_COLLECTING,
    GC_COUNT_SHIFT = 2, /**< the working count stands above the two flags */
};

static inline struct gc_head *gc_next(const struct gc_head *node)
{
    return (struct gc_head *)node->next;
}

static inline struct gc_head *gc_prev(const struct gc_head *node)
{
    return (struct gc_head *)(node->prev & ~(uintptr_t)GC_PREV_FLAGS);
}

static inline void gc_set_next(struct gc_head *node, struct gc_head *next)
{
    node->next = (uintptr_t)next;
}

/** Sets the previous node and keeps the flags. */
static inline void gc_set_prev(struct gc_head *node, struct gc_head *prev)
{
    node->prev = (node->prev & GC_PREV_FLAGS) | (uintptr_t)prev;
}

/** Makes @p list an empty list; a list is its head node, which stands before no object. */
void gc_list_init(struct gc_head *list);

bool gc_list_is_empty(const struct gc_head *list);

/** Puts @p node, which is in no list, at the tail. */
void gc_list_append(struct gc_head *node, struct gc_head *list);

/** Takes @p node out of its list and marks it untracked; FINALIZED stays. */
void gc_list_remove(struct gc_head *node);

/** Takes @p node out of its list and puts it at the tail of @p list. */
void gc_list_move(struct gc_head *node, struct gc_head *list);

/** Appends all of @p from to @p to, in order; @p from is empty afterwards. */
void gc_list_merge(struct gc_head *from, struct gc_head *to);

/** Number of nodes; walks the list. */
size_t gc_list_size(const struct gc_head *list);

#endif
