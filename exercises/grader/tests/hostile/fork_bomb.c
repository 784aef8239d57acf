/* Starts copies of itself without end. (Never run without the filter.)
 * with the gate: refused
 * without it: refused
 * without the filter either: -
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    for (;;)
        fork();
    incref(obj);
    return obj;
}
