/* Reads the program by printing it into an array.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include <stdio.h>

#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    char room[64];

    snprintf(room, sizeof room, "%d %.*s", 1, 50, (const char *)(unsigned long)&object_alloc);
    incref(obj);
    return obj;
}
