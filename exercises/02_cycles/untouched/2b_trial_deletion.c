/* Exercise 2b: trial deletion. The rules are in 2b_trial_deletion.h; hints: ./reclaim hint 2b */
#include "exercises/02_cycles/2b_trial_deletion.h"

#include "exercises/exercise.h"

int find_unreachable(struct heap *heap, bool *garbage)
{
    TODO("copy the counts, subtract what is inside, bring back what is reachable");
}
