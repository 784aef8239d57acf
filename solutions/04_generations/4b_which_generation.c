/* Exercise 4b, solved. The library asks each generation in turn and makes an exception for the
 * oldest. Here the two conditions of a full collection stand in one place, as what is lacking, and
 * the choice asks that. */
#include "exercises/04_generations/4b_which_generation.h"

static long lacks(const struct gc_generation *generation)
{
    long more = (long)generation->threshold - generation->count + 1;

    return more > 0 ? more : 0;
}

struct full_wait gc_full_wait(const struct gc_state *gc)
{
    size_t quarter = gc->long_lived_total / 4, pending = gc->long_lived_pending;

    return (struct full_wait){.collections = lacks(&gc->generations[GC_OLDEST]),
                              .survivors = quarter > pending ? quarter - pending : 0};
}

int gc_choose_generation(const struct gc_state *gc)
{
    struct full_wait wait = gc_full_wait(gc);
    int generation = GC_OLDEST;

    if (wait.collections > 0 || wait.survivors > 0)
        generation--;
    while (generation >= 0 && lacks(&gc->generations[generation]) > 0)
        generation--;
    return generation;
}

void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors)
{
    if (generation == 0)
        return;
    gc->long_lived_pending += survivors;
    if (generation < GC_OLDEST)
        return;
    gc->long_lived_pending = 0;
    gc->long_lived_total = survivors;
}
