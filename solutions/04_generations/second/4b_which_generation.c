/* Exercise 4b, solved in another way: from the youngest up, keeping the last one that may be
 * collected, and with the quarter rule as a table of functions, one for each generation. */
#include "exercises/04_generations/4b_which_generation.h"

typedef bool condition(const struct gc_state *gc);
typedef void note(struct gc_state *gc, size_t survivors);

static bool always(const struct gc_state *gc)
{
    (void)gc;
    return true;
}

static bool pays(const struct gc_state *gc)
{
    return gc->long_lived_total / 4 <= gc->long_lived_pending;
}

static void note_nothing(struct gc_state *gc, size_t survivors)
{
    (void)gc, (void)survivors;
}

static void note_pending(struct gc_state *gc, size_t survivors)
{
    gc->long_lived_pending += survivors;
}

static void note_total(struct gc_state *gc, size_t survivors)
{
    gc->long_lived_total = survivors;
    gc->long_lived_pending = 0;
}

static const struct {
    condition *may;
    note *note;
} rules[GC_GENERATIONS] = {{always, note_nothing}, {always, note_pending}, {pays, note_total}};

int gc_choose_generation(const struct gc_state *gc)
{
    int chosen = -1;

    for (int i = 0; i < GC_GENERATIONS; i++)
        if (gc->generations[i].count > gc->generations[i].threshold && rules[i].may(gc))
            chosen = i;
    return chosen;
}

void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors)
{
    rules[generation].note(gc, survivors);
}

struct full_wait gc_full_wait(const struct gc_state *gc)
{
    const struct gc_generation *oldest = &gc->generations[GC_OLDEST];
    struct full_wait wait = {0};

    if (oldest->count <= oldest->threshold)
        wait.collections = 1L + oldest->threshold - oldest->count;
    if (!pays(gc))
        wait.survivors = gc->long_lived_total / 4 - gc->long_lived_pending;
    return wait;
}
