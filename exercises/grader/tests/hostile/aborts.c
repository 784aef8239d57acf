/* Ends the program with abort.
 * with the gate: refused
 * without it: crashed
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"
#include <stdlib.h>

struct object *another_reference(struct object *obj)
{
    abort();
    incref(obj);
    return obj;
}
