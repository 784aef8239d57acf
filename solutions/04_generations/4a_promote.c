/* Exercise 4a, solved. The library appends one younger list after the other. Here each is put in
 * at a place that is kept, behind the generation's own members: the youngest is put in last, and so
 * comes first. */
#include "exercises/04_generations/4a_promote.h"

static void follow(struct gc_head *first, struct gc_head *second)
{
    gc_set_next(first, second);
    gc_set_prev(second, first);
}

/* Puts all members of @from behind @place, a node or the head of another list; @from is empty then.
 */
static void put_behind(struct gc_head *place, struct gc_head *from)
{
    struct gc_head *after = gc_next(place);

    if (gc_list_is_empty(from))
        return;
    follow(gc_prev(from), after);
    follow(place, gc_next(from));
    gc_list_init(from);
}

void gc_merge_younger(struct gc_state *gc, int generation)
{
    struct gc_generation *generations = gc->generations;
    struct gc_head *last = gc_prev(&generations[generation].head);

    for (int i = generation - 1; i >= 0; i--)
        put_behind(last, &generations[i].head);
    for (int i = generation; i >= 0; i--)
        generations[i].count = 0;
    if (generation < GC_OLDEST)
        generations[generation + 1].count++;
}

void gc_promote(struct gc_state *gc, int generation)
{
    if (generation < GC_OLDEST)
        put_behind(gc_prev(&gc->generations[generation + 1].head),
                   &gc->generations[generation].head);
}

int gc_generation_of(const struct gc_state *gc, const struct object *obj)
{
    if (!gc_is_tracked(obj))
        return GC_UNTRACKED;
    for (const struct gc_head *node = gc_next(gc_head_of(obj));; node = gc_next(node)) {
        if (node == &gc->permanent)
            return GC_FROZEN;
        for (int i = 0; i < GC_GENERATIONS; i++)
            if (node == &gc->generations[i].head)
                return i;
    }
}
