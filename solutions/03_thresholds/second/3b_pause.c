/* Exercise 3b, solved another way: as Python's `with`. What happens at the beginning and at the end
 * is a value, and one function goes through both, whatever happens between. */
#include "exercises/03_thresholds/3b_pause.h"

/* What a with statement is given: __enter__ says what __exit__ has to know. */
struct context {
    bool (*enter)(void);
    void (*leave)(bool before);
};

static bool enter_pause(void)
{
    bool before = gc_is_enabled();

    gc_disable();
    return before;
}

static void leave_pause(bool before)
{
    (before ? gc_enable : gc_disable)();
}

static const struct context pause = {enter_pause, leave_pause};

bool call_paused(struct object *callable, struct object *const *arguments, size_t count)
{
    bool before = pause.enter();
    bool done = object_call(callable, arguments, count);

    pause.leave(before);
    return done;
}

struct object *paused(struct object *callable)
{
    return function_new("paused", call_paused, callable); /* the body of a function fits as it is */
}
