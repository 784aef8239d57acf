/* Prints to a stream of its own making, which is a table of functions.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include <stdio.h>

#include "exercises/00_start/0a_first.h"

static char forged[512];

struct object *another_reference(struct object *obj)
{
    fputs("x", (FILE *)forged);
    incref(obj);
    return obj;
}
