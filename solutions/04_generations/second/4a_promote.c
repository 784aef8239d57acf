/* Exercise 4a, solved in another way: the ring of a list is opened at its head and closed without
 * it, which leaves a first and a last node; and an object's generation is found from the other end,
 * by looking for it in one list after the other. */
#include "exercises/04_generations/4a_promote.h"

static void append_all(struct gc_head *to, struct gc_head *from)
{
    struct gc_head *first = gc_next(from), *last = gc_prev(from), *before = gc_prev(to);

    if (first == from)
        return;
    gc_set_next(from, from);
    gc_set_prev(from, from);
    gc_set_next(before, first);
    gc_set_prev(first, before);
    gc_set_next(last, to);
    gc_set_prev(to, last);
}

void gc_merge_younger(struct gc_state *gc, int generation)
{
    struct gc_generation *own = &gc->generations[generation];

    if (generation != GC_OLDEST)
        own[1].count += 1;
    own->count = 0;
    for (struct gc_generation *younger = gc->generations; younger < own; younger++) {
        younger->count = 0;
        append_all(&own->head, &younger->head);
    }
}

void gc_promote(struct gc_state *gc, int generation)
{
    struct gc_generation *own = &gc->generations[generation];

    if (generation != GC_OLDEST)
        append_all(&own[1].head, &own->head);
}

static bool stands_in(const struct gc_head *list, const struct object *obj)
{
    const struct gc_head *node = gc_prev(list);

    while (node != list && object_of(node) != obj)
        node = gc_prev(node);
    return node != list;
}

int gc_generation_of(const struct gc_state *gc, const struct object *obj)
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        if (stands_in(&gc->generations[i].head, obj))
            return i;
    return stands_in(&gc->permanent, obj) ? GC_FROZEN : GC_UNTRACKED;
}
