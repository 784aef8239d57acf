/* Climbs the stack beyond the check, to where it would return without the census.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    unsigned long here = 0;
    volatile unsigned long *at = &here;

    for (int i = 0; i < 1000; i++)
        at[i] = at[i];
    incref(obj);
    return obj;
}
