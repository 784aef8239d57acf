/*
 * Growing older: a collection takes its generation and all younger ones together, and what survives
 * it moves up by one. Lists keep their order, since finalizers and callbacks run in it.
 */
#include "common/collector/seams.h"

void gc_merge_younger(struct gc_state *gc, int generation)
{
    struct gc_generation *generations = gc->generations;

    if (generation < GC_OLDEST)
        generations[generation + 1].count++;
    for (int i = 0; i <= generation; i++)
        generations[i].count = 0;
    for (int i = 0; i < generation; i++)
        gc_list_merge(&generations[i].head, &generations[generation].head);
}

void gc_promote(struct gc_state *gc, int generation)
{
    struct gc_generation *generations = gc->generations;

    if (generation < GC_OLDEST)
        gc_list_merge(&generations[generation].head, &generations[generation + 1].head);
}
