/* Exercise 3c: adaptive, in place of common/collector/trigger.c. The rules are in 3c_adaptive.h.
 * Hints: ./reclaim hint 3c */
#include "exercises/03_thresholds/3c_adaptive.h"

#include "exercises/exercise.h"

void gc_count_allocation(struct gc_state *gc)
{
    TODO("count, and collect when it is worth the work");
}

void gc_count_free(struct gc_state *gc)
{
    TODO("count");
}
