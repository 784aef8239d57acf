/* Prints without end.
 * with the gate: ended early
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"
#include <stdio.h>

struct object *another_reference(struct object *obj)
{
    for (;;)
        puts("again and again and again and again and again and again and again");
    incref(obj);
    return obj;
}
