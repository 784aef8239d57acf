/* Exercise 3c, solved another way: by an account. Each allocation pays in four visits; when there
 * is enough for a collection of all that there is, it is bought. Nobody asks how much survived the
 * last one, and when objects go by counting the price falls at once. */
#include "exercises/03_thresholds/3c_adaptive.h"

enum { PAID_IN = 4, VISITS_EACH = 2, SMALL = 1000 };

static long objects, account;

void gc_count_allocation(struct gc_state *gc)
{
    objects++;
    account += PAID_IN;
    if (account <= VISITS_EACH * objects + SMALL || !gc->enabled || error_occurred() != ERROR_NONE)
        return;
    account = 0;
    gc_collect(GC_OLDEST);
}

void gc_count_free(struct gc_state *gc)
{
    (void)gc;
    objects--;
}
