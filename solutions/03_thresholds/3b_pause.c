/* Exercise 3b, solved. What was is remembered in the call itself, so that nested pauses each have
 * their own; and there is one way out. */
#include "exercises/03_thresholds/3b_pause.h"

bool call_paused(struct object *callable, struct object *const *arguments, size_t count)
{
    bool was_enabled = gc_is_enabled();

    gc_disable();
    bool fine = object_call(callable, arguments, count);
    if (was_enabled)
        gc_enable();
    else
        gc_disable(); /* the function may have switched it on */
    return fine;
}

static bool call_self_paused(struct object *self, struct object *const *arguments, size_t count)
{
    return call_paused(self, arguments, count);
}

struct object *paused(struct object *callable)
{
    return function_new("paused", call_self_paused, callable);
}
