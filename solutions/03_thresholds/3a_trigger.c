/* Exercise 3a, solved. The library asks one question with five parts; here each part has its
 * answer, so that the reason is there when somebody wants to know it. */
#include "exercises/03_thresholds/3a_trigger.h"

static enum trigger_outcome last;

/* What stands between an allocation that was just counted and a collection; TRIGGER_COLLECTED:
 * nothing. */
static enum trigger_outcome find_obstacle(const struct gc_state *gc)
{
    const struct gc_generation *youngest = &gc->generations[0];

    if (youngest->count <= youngest->threshold)
        return TRIGGER_NOT_DUE;
    if (!gc->enabled)
        return TRIGGER_DISABLED;
    if (youngest->threshold == 0)
        return TRIGGER_ZERO;
    if (gc->collecting)
        return TRIGGER_COLLECTING;
    if (error_occurred() != ERROR_NONE)
        return TRIGGER_ERROR;
    return TRIGGER_COLLECTED;
}

void gc_count_allocation(struct gc_state *gc)
{
    gc->generations[0].count++;
    enum trigger_outcome outcome = find_obstacle(gc);
    if (outcome == TRIGGER_COLLECTED)
        gc_collect(gc_choose_generation(gc));
    last = outcome; /* after the collection: finalizers have allocated meanwhile */
}

void gc_count_free(struct gc_state *gc)
{
    if (gc->generations[0].count > 0)
        gc->generations[0].count--;
}

enum trigger_outcome gc_last_trigger(void)
{
    return last;
}
