/* Exercise 3c, solved: a collection is due when a good part of what there is has been made since
 * the last one. Its visits are paid for by what was made, and what was made is all that can have
 * become garbage unseen, besides what was in use then. */
#include "exercises/03_thresholds/3c_adaptive.h"

enum { SMALL = 500 }; /* a heap of this size is not worth a thought */

static long objects; /* that there are, garbage included */

static bool may_collect(const struct gc_state *gc)
{
    return gc->enabled && error_occurred() == ERROR_NONE;
}

void gc_count_allocation(struct gc_state *gc)
{
    long made = ++gc->generations[0].count; /* since the last collection */

    objects++;
    if (made > objects / 2 + SMALL && may_collect(gc))
        gc_collect(GC_OLDEST);
}

void gc_count_free(struct gc_state *gc)
{
    (void)gc;
    objects--;
}
