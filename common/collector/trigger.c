/*
 * When to collect: count[0] is containers allocated minus freed since the last collection, and more
 * of them than the threshold are due for one.
 */
#include "common/collector/seams.h"

/* The rule of the trigger: strictly more than the threshold; a threshold of 0 means never. */
static bool may_trigger(const struct gc_state *gc)
{
    const struct gc_generation *youngest = &gc->generations[0];

    return youngest->count > youngest->threshold && youngest->threshold != 0 && gc->enabled &&
           !gc->collecting && error_occurred() == ERROR_NONE;
}

void gc_count_allocation(struct gc_state *gc)
{
    gc->generations[0].count++;
    if (may_trigger(gc))
        gc_collect(gc_choose_generation(gc));
}

void gc_count_free(struct gc_state *gc)
{
    if (gc->generations[0].count > 0)
        gc->generations[0].count--;
}
