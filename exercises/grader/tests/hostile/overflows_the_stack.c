/* Calls itself without end.
 * with the gate: crashed
 * without it: crashed
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"

static int deeper(volatile int n)
{
    volatile char room[512];

    room[0] = (char)n;
    return deeper(n + 1) + room[0];
}

struct object *another_reference(struct object *obj)
{
    if (deeper(0) == 1)
        return NULL;
    incref(obj);
    return obj;
}
