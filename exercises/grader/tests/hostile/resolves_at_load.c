/* Has code that runs while the program is loaded, before anything else.
 * with the gate: refused
 * without it: crashed
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

static int nothing(void)
{
    return 0;
}

static int (*choose(void))(void)
{
    _exit(0);
    return nothing;
}

int chosen(void) __attribute__((ifunc("choose")));

struct object *another_reference(struct object *obj)
{
    (void)chosen();
    incref(obj);
    return obj;
}
