/* Exercise 4a: promote, in place of common/collector/promote.c. The rules are in 4a_promote.h.
 * Hints:
 * ./reclaim hint 4a */
#include "exercises/04_generations/4a_promote.h"

#include "exercises/exercise.h"

void gc_merge_younger(struct gc_state *gc, int generation)
{
    TODO("start the counts again, and append all younger members to the list of generation");
}

void gc_promote(struct gc_state *gc, int generation)
{
    TODO("append the list of generation to that of the next older one");
}

int gc_generation_of(const struct gc_state *gc, const struct object *obj)
{
    TODO("find out in whose list obj stands");
}
