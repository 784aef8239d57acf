/* Exercise 4b: which generation, in place of common/collector/choose.c. The rules are in
 * 4b_which_generation.h. Hints: ./reclaim hint 4b */
#include "exercises/04_generations/4b_which_generation.h"

#include "exercises/exercise.h"

int gc_choose_generation(const struct gc_state *gc)
{
    TODO("find the oldest generation that is due, and not passed over");
}

void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors)
{
    TODO("keep long_lived_total and long_lived_pending");
}

struct full_wait gc_full_wait(const struct gc_state *gc)
{
    TODO("say what a full collection still waits for");
}
