/* Puts a stream of its own making, which is a table of functions, in the place of standard output.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include <stdio.h>

#include "exercises/00_start/0a_first.h"

static char forged[512];

struct object *another_reference(struct object *obj)
{
    stdout = (FILE *)forged;
    putchar('x');
    incref(obj);
    return obj;
}
