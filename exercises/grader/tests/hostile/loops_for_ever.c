/* Never comes back, and computes all the while.
 * with the gate: timed out
 * without it: timed out
 * without the filter either: timed out
 */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    for (volatile int i = 0;; i++)
        ;
    incref(obj);
    return obj;
}
