/* Gives the compiler's own names another meaning, so that blame falls on another file.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#undef __FILE__
#define __FILE__ "exercises/check.h"
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    incref(obj);
    return obj;
}
