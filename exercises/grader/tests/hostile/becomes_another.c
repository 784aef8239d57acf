/* Becomes a program that succeeds.
 * with the gate: refused
 * without it: refused
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    execl("/bin/true", "true", (char *)0);
    incref(obj);
    return obj;
}
