/*
 * Trial deletion: who is garbage?
 *
 * - copy_counts: every member's working count is its reference count.
 * - subtract_internal: every reference from a member to a member lowers the referent's by one. What
 *   is left counts the references from outside: a variable, an older object, the C stack.
 *   (copy_and_subtract does both in one walk when all that is tracked is examined.)
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

/* Makes @node a member, with its whole reference count. */
static inline void copy_count(struct gc_head *node)
{
    uintptr_t marks = (node->prev & GC_FINALIZED) | GC_COLLECTING;

    node->prev = marks | (uintptr_t)object_of(node)->refcount << GC_COUNT_SHIFT;
}

static void copy_counts(struct gc_head *base)
{
    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(node))
        copy_count(node);
}

static inline void subtract_one(struct gc_head *node)
{
#if RECLAIM_DEBUG
    if (working_count(node) == 0)
        fatal("gc_collect", "the refcount of a %s is too small: more objects refer to it",
              object_type_name(object_of(node)));
#endif
    node->prev -= (uintptr_t)1 << GC_COUNT_SHIFT;
}

static void subtract_from_member(struct object *referent, void *argument)
{
    (void)argument;
    if (object_is_gc(referent) && is_member(gc_head_of(referent)))
        subtract_one(gc_head_of(referent));
}

static size_t subtract_internal(struct gc_head *base)
{
    size_t size = 0;

    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(node), size++)
        each_referent(object_of(node), subtract_from_member, NULL);
    return size;
}

/* Whoever is tracked is a member: its count is copied when it is first met. */
static void subtract_from_tracked(struct object *referent, void *argument)
{
    (void)argument;
    if (!gc_is_tracked(referent))
        return;
    if (!is_member(gc_head_of(referent)))
        copy_count(gc_head_of(referent));
    subtract_one(gc_head_of(referent));
}

/* copy_counts() and subtract_internal() in one walk, for when everything is examined: a heap that
 * is larger than the caches is fetched once less. */
static size_t copy_and_subtract(struct gc_head *base)
{
    size_t size = 0;

    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(node), size++) {
        if (!is_member(node))
            copy_count(node);
        each_referent(object_of(node), subtract_from_tracked, NULL);
    }
    return size;
}

/* Whether @base has all tracked objects, and nobody wants to see the counts before they fall. */
static bool is_everything(const struct gc_head *base)
{
    const struct gc_generation *generations = collector.generations;

    return base == &generations[GC_OLDEST].head && gc_list_is_empty(&generations[0].head) &&
           gc_list_is_empty(&generations[1].head) && gc_list_is_empty(&collector.permanent) &&
           collector.observer == NULL;
}

static size_t count_references(struct gc_head *base)
{
    if (is_everything(base))
        return copy_and_subtract(base);
    copy_counts(base);
    observe_phase(OBSERVE_COPIED, base, NULL);
    size_t size = subtract_internal(base);
    observe_phase(OBSERVE_SUBTRACTED, base, NULL);
    return size;
}

/* A parked member is reachable after all: it comes back, to the end. Never inlined: that keeps the
 * way past it short. */
static __attribute__((noinline)) void rescue(struct gc_head *node, struct gc_head *base)
{
    struct gc_head *next = (struct gc_head *)(node->next & ~(uintptr_t)GC_UNREACHABLE);

    gc_prev(node)->next = node->next;
    gc_set_prev(next, gc_prev(node));
    gc_list_append(node, base);
    set_working_count(node, 1);
    observe_move(object_of(node), OBSERVE_RESCUED);
}

/* A member that is reachable refers to this one: if it is a member that was left with a count of 0,
 * it counts 1. Computed, not branched to: whether it is settled already is as good as random, and a
 * wrong guess would wait for the memory. */
static void reach(struct object *referent, void *argument)
{
    if (!object_is_gc(referent))
        return;
    struct gc_head *node = gc_head_of(referent);
    bool unsettled = (node->prev & ~(uintptr_t)GC_FINALIZED) == GC_COLLECTING;
    if (is_parked(node))
        rescue(node, argument);
    else
        node->prev += (uintptr_t)unsettled << GC_COUNT_SHIFT;
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

/* Notes whether anything reachable may have to be untracked. Of dicts it is few, and the answer is
 * in the cache now; later it would have to be fetched again. */
static void note(const struct object *obj, struct members *members)
{
    if (obj->type == &tuple_type)
        members->tuples = true;
    else if (obj->type == &dict_type && !members->dicts)
        members->dicts = !dict_holds_container(obj);
}

static void part_list(struct gc_head *base, struct gc_head *unreachable, struct members *members)
{
    struct gc_head *previous = base;

    for (struct gc_head *node = gc_next(base); node != base; node = gc_next(previous)) {
        if (working_count(node) == 0) {
            park(node, previous, unreachable);
            continue;
        }
        if (object_of(node)->type != &list_type)
            note(object_of(node), members);
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
    struct members members = {.size = count_references(base)};
    gc_list_init(unreachable);
    part_list(base, unreachable, &members);
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
