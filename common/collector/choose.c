/*
 * How much to collect: the oldest generation whose count exceeds its threshold, with one exception.
 * A full collection visits everything that lives long, so it waits until what has newly come to
 * live long is a quarter of that. The cost of building n objects then stays linear in n.
 */
#include "common/collector/seams.h"

static bool is_due(const struct gc_generation *generation)
{
    return generation->count > generation->threshold;
}

static bool full_collection_pays(const struct gc_state *gc)
{
    return gc->long_lived_pending >= gc->long_lived_total / 4;
}

int gc_choose_generation(const struct gc_state *gc)
{
    for (int i = GC_OLDEST; i >= 0; i--)
        if (is_due(&gc->generations[i]) && (i < GC_OLDEST || full_collection_pays(gc)))
            return i;
    return -1;
}

void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors)
{
    if (generation == GC_OLDEST) {
        gc->long_lived_pending = 0;
        gc->long_lived_total = survivors;
    } else if (generation == GC_OLDEST - 1) {
        gc->long_lived_pending += survivors;
    }
}
