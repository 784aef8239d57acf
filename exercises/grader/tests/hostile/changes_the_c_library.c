/* Changes the C library's standard output, by whose table of functions everybody prints.
 * with the gate: crashed
 * without it: crashed
 * without the filter either: crashed
 */
#include <stdio.h>

#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    ((unsigned long *)(void *)stdout)[27] = 0;
    incref(obj);
    return obj;
}
