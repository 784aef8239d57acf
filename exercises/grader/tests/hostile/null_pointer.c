/* Uses a pointer to nothing.
 * with the gate: crashed
 * without it: crashed
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    *(volatile int *)0 = 1;
    incref(obj);
    return obj;
}
