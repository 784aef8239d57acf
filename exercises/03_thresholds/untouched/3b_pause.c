/* Exercise 3b: pause. The rules are in 3b_pause.h.
 * Hints: ./reclaim hint 3b */
#include "exercises/03_thresholds/3b_pause.h"

#include "exercises/exercise.h"

bool call_paused(struct object *callable, struct object *const *arguments, size_t count)
{
    TODO("call it with the collector off, and leave the switch as it was");
}

struct object *paused(struct object *callable)
{
    TODO("make a function that calls callable paused");
}
