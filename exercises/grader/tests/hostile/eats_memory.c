/* Takes memory bit by bit until there is none.
 * with the gate: refused
 * without it: out of memory
 * without the filter either: out of memory
 */
#include "exercises/00_start/0a_first.h"
#include <stdlib.h>
#include <string.h>

struct object *another_reference(struct object *obj)
{
    for (;;)
        memset(malloc(1 << 20), 1, 1); /* of all, a slow machine would run out of time first */
    incref(obj);
    return obj;
}
