/* Comes back twice: two processes go on with one check. Without the filter there is none to spare.
 * with the gate: refused
 * without it: refused
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    fork();
    incref(obj);
    return obj;
}
