/* Exercise 3c, solved another way. The first compares with what there is now. This one waits for as
 * many allocations as there were objects when there were fewest: at the end of the last collection,
 * or since then, when objects went by counting. */
#include "exercises/03_thresholds/3c_adaptive.h"

enum { SMALL = 500 };

static long objects, fewest, allocations;

void gc_count_allocation(struct gc_state *gc)
{
    objects++;
    if (++allocations <= fewest + SMALL || !gc->enabled || error_occurred() != ERROR_NONE)
        return;
    allocations = 0; /* before the collection: its finalizers may allocate */
    gc_collect(GC_OLDEST);
    fewest = objects;
}

void gc_count_free(struct gc_state *gc)
{
    (void)gc;
    objects--;
    fewest = objects < fewest ? objects : fewest;
}
