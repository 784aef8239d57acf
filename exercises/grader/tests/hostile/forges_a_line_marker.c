/* Says that what follows comes from a header of the system.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"

#line 1 "/usr/include/stdio.h"

struct object *another_reference(struct object *obj)
{
    incref(obj);
    return obj;
}
