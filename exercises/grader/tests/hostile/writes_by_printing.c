/* Writes with %n, to any address that is given.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include <stdio.h>

#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    const char *volatile format = "abc%hhn\n";
    signed char count = 0;

    printf(format, &count);
    incref(obj);
    return obj;
}
