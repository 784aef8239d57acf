/* Exercise 3b, solved another way: as Python's `with`. The compiler is told what has to run when
 * the variable goes out of scope, on whichever way out (the attribute cleanup of gcc and clang). */
#include "exercises/03_thresholds/3b_pause.h"

typedef void set_switch(void);

static set_switch *enter(void)
{
    set_switch *restore = gc_is_enabled() ? gc_enable : gc_disable;

    gc_disable();
    return restore;
}

static void leave(set_switch **restore)
{
    (*restore)();
}

bool call_paused(struct object *callable, struct object *const *arguments, size_t count)
{
    __attribute__((cleanup(leave), unused)) set_switch *restore = enter();

    return object_call(callable, arguments, count);
}

struct object *paused(struct object *callable)
{
    return function_new("paused", call_paused, callable); /* the body of a function fits as it is */
}
