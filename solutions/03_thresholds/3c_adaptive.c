/* Exercise 3c, solved: a collection is due when the heap may have doubled. It then visits at most
 * as much again as was made since the last one, so each allocation pays for a few visits, and half
 * of the heap at most is garbage. */
#include "exercises/03_thresholds/3c_adaptive.h"

enum { SMALL = 500 }; /* a heap of this size is not worth a thought */

static bool may_collect(const struct gc_state *gc)
{
    return gc->enabled && error_occurred() == ERROR_NONE;
}

void gc_count_allocation(struct gc_state *gc)
{
    size_t grown_by = (size_t)++gc->generations[0].count;

    if (grown_by > gc->long_lived_total + SMALL && may_collect(gc))
        gc_collect(GC_OLDEST);
}

void gc_count_free(struct gc_state *gc)
{
    if (gc->generations[0].count > 0)
        gc->generations[0].count--;
}
