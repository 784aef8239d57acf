/* Exercise 3a, solved another way: a table. Each outcome has the question that is in its way, and
 * the first that says yes is the answer; a new reason would be a new line. */
#include "exercises/03_thresholds/3a_trigger.h"

static bool not_due(const struct gc_state *gc)
{
    return gc->generations[0].count <= gc->generations[0].threshold;
}

static bool disabled(const struct gc_state *gc)
{
    return !gc->enabled;
}

static bool zero(const struct gc_state *gc)
{
    return gc->generations[0].threshold == 0;
}

static bool collecting(const struct gc_state *gc)
{
    return gc->collecting;
}

static bool error(const struct gc_state *gc)
{
    (void)gc;
    return error_occurred() != ERROR_NONE;
}

static bool (*const in_the_way[TRIGGER_COLLECTED])(const struct gc_state *gc) = {
    [TRIGGER_NOT_DUE] = not_due,       [TRIGGER_DISABLED] = disabled, [TRIGGER_ZERO] = zero,
    [TRIGGER_COLLECTING] = collecting, [TRIGGER_ERROR] = error,
};

static int last;

void gc_count_allocation(struct gc_state *gc)
{
    int outcome = 0;

    gc->generations[0].count++;
    while (outcome < TRIGGER_COLLECTED && !in_the_way[outcome](gc))
        outcome++;
    if (outcome == TRIGGER_COLLECTED)
        gc_collect(gc_choose_generation(gc));
    last = outcome;
}

void gc_count_free(struct gc_state *gc)
{
    gc->generations[0].count -= gc->generations[0].count > 0;
}

enum trigger_outcome gc_last_trigger(void)
{
    return (enum trigger_outcome)last;
}
