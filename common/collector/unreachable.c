/*
 * Trial deletion: who is garbage?
 *
 * - copy_counts: every member's working count is its reference count.
 * - subtract_internal: every reference from a member to a member lowers the referent's by one. What
 *   is left counts the references from outside: a variable, an older object, the C stack.
 * - part_list: members with some left are reachable, and so is what they refer to. The rest is
 *   garbage.
 *
 * The working count lives where the header's prev pointer was, so nothing is allocated; the list is
 * singly linked until part_list has settled a member and restores its prev. Nothing recurses: a
 * member that turns out to be reachable after all goes to the end of the list that is being walked.
 */
#include "common/collector/collect.h"
#include "common/collector/observe.h"
#include "common/types/traverse.h"

static inline bool is_member(const struct gc_head *node)
{
    return node->prev & GC_COLLECTING;
}

static inline uintptr_t working_count(const struct gc_head *node)
{
    return node->prev >> GC_COUNT_SHIFT;
}

static inline void set_working_count(struct gc_head *node, uintptr_t count)
{
    node->prev = (node->prev & GC_PREV_FLAGS) | count << GC_COUNT_SHIFT;
}

static inline bool is_parked(const struct gc_head *node)
{
    return node->next & GC_UNREACHABLE;
}

static struct members copy_counts(struct gc_head *base)
{
    struct members members = {0};

    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(node)) {
        const struct object *obj = object_of(node);
        node->prev |= GC_COLLECTING;
        set_working_count(node, (uintptr_t)obj->refcount);
        members.size++;
        members.tuples |= obj->type == &tuple_type;
        members.dicts |= obj->type == &dict_type;
    }
    return members;
}

static void subtract_one(struct object *referent, void *argument)
{
    (void)argument;
    if (!object_is_gc(referent))
        return;
    struct gc_head *node = gc_head_of(referent);
    if (!is_member(node))
        return;
#if RECLAIM_DEBUG
    if (working_count(node) == 0)
        fatal("gc_collect", "the refcount of a %s is too small: more objects refer to it",
              object_type_name(referent));
#endif
    node->prev -= (uintptr_t)1 << GC_COUNT_SHIFT;
}

static void subtract_internal(struct gc_head *base)
{
    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(node))
        each_referent(object_of(node), subtract_one, NULL);
}

/* A member that is reachable refers to this one. If it was parked already, it comes back, to the
 * end. */
static void reach(struct object *referent, void *argument)
{
    if (!object_is_gc(referent))
        return;
    struct gc_head *node = gc_head_of(referent), *base = argument;
    if (!is_member(node))
        return;
    if (is_parked(node)) {
        struct gc_head *next = (struct gc_head *)(node->next & ~(uintptr_t)GC_UNREACHABLE);
        gc_prev(node)->next = node->next;
        gc_set_prev(next, gc_prev(node));
        gc_list_append(node, base);
        set_working_count(node, 1);
        observe_move(referent, OBSERVE_RESCUED);
    } else if (working_count(node) == 0) {
        set_working_count(node, 1);
    }
}

/* Moves @node, which follows @previous, to the end of @unreachable; every link there carries the
 * mark. */
static void park(struct gc_head *node, struct gc_head *previous, struct gc_head *unreachable)
{
    struct gc_head *last = gc_prev(unreachable);

    previous->next = node->next;
    last->next = (uintptr_t)node | GC_UNREACHABLE;
    gc_set_prev(node, last);
    node->next = (uintptr_t)unreachable | GC_UNREACHABLE;
    unreachable->prev = (uintptr_t)node;
    observe_move(object_of(node), OBSERVE_PARKED);
}

static void part_list(struct gc_head *base, struct gc_head *unreachable)
{
    struct gc_head *previous = base;

    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(previous)) {
        if (working_count(node) == 0) {
            park(node, previous, unreachable);
            continue;
        }
        each_referent(object_of(node), reach, base);
        node->prev = (node->prev & GC_FINALIZED) | (uintptr_t)previous;
        previous = node;
    }
    base->prev = (uintptr_t)previous;
}

static void unmark_links(struct gc_head *unreachable)
{
    unreachable->next &= ~(uintptr_t)GC_UNREACHABLE;
    for (struct gc_head *node = gc_next(unreachable); node != unreachable; node = gc_next(node))
        node->next &= ~(uintptr_t)GC_UNREACHABLE;
}

struct members gc_deduce_unreachable(struct gc_head *base, struct gc_head *unreachable)
{
    gc_check_list(base, GC_UNMARKED);
    struct members members = copy_counts(base);
    observe_phase(OBSERVE_COPIED, base, NULL);
    subtract_internal(base);
    observe_phase(OBSERVE_SUBTRACTED, base, NULL);
    gc_list_init(unreachable);
    part_list(base, unreachable);
    unmark_links(unreachable);
    gc_check_list(base, GC_UNMARKED);
    gc_check_list(unreachable, GC_MARKED);
    observe_phase(OBSERVE_PARTED, base, unreachable);
    return members;
}

void gc_check_list(const struct gc_head *list, enum gc_marks marks)
{
#if RECLAIM_DEBUG
    const struct gc_head *previous = list;

    for (const struct gc_head *node = gc_next(list);; node = gc_next(node)) {
        if (node == NULL || gc_prev(node) != previous)
            fatal("gc_collect", "a list of the collector is broken");
        if (node == list)
            return;
        if ((node->prev & GC_COLLECTING) != (uintptr_t)marks || is_parked(node))
            fatal("gc_collect", "a %s has the wrong marks", object_type_name(object_of(node)));
        previous = node;
    }
#else
    (void)list, (void)marks;
#endif
}
