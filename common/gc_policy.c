/*
 * When to collect, and how much.
 *
 * Generation 0 counts containers that were allocated and not freed; each older one counts
 * collections of the next younger. A generation is due when its count exceeds its threshold. The
 * oldest that is due is collected, with one exception: a full collection visits everything that
 * lives long, so it waits until what has newly come to live long is a quarter of that. The cost of
 * building n objects then stays linear in n.
 */
#include "common/gc.h"
#include "common/gc_collect.h"
#include "common/rehearse.h"
#include "common/runtime.h"

void gc_enable(void)
{
    runtime.gc.enabled = true;
}

void gc_disable(void)
{
    runtime.gc.enabled = false;
}

bool gc_is_enabled(void)
{
    return runtime.gc.enabled;
}

void gc_set_threshold(const int thresholds[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        runtime.gc.generations[i].threshold = thresholds[i];
}

void gc_get_threshold(int thresholds[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        thresholds[i] = runtime.gc.generations[i].threshold;
}

void gc_get_count(int counts[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        counts[i] = runtime.gc.generations[i].count;
}

static bool is_due(const struct gc_state *gc, int generation)
{
    return gc->generations[generation].count > gc->generations[generation].threshold;
}

static bool full_collection_pays(const struct gc_state *gc)
{
    return gc->long_lived_pending >= gc->long_lived_total / 4;
}

int gc_choose_generation(const struct gc_state *gc)
{
    for (int i = GC_OLDEST; i >= 0; i--)
        if (is_due(gc, i) && (i < GC_OLDEST || full_collection_pays(gc)))
            return i;
    return -1;
}

/* The rule of the trigger: strictly more than the threshold; a threshold of 0 means never. */
static bool may_trigger(const struct gc_state *gc)
{
    return is_due(gc, 0) && gc->generations[0].threshold != 0 && gc->enabled && !gc->collecting &&
           error_occurred() == ERROR_NONE;
}

void gc_count_allocation(void)
{
    struct gc_state *gc = &runtime.gc;

#if RECLAIM_STRESS
    rehearse_at_allocation();
#endif
    gc->generations[0].count++;
    if (may_trigger(gc))
        gc_collect(gc_choose_generation(gc));
}

void gc_count_free(void)
{
    if (runtime.gc.generations[0].count > 0)
        runtime.gc.generations[0].count--;
}
