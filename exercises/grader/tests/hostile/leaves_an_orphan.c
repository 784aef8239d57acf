/* Leaves a process behind, in a session of its own, that keeps every descriptor open.
 * with the gate: refused
 * without it: refused
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0)
            sleep(1000);
        _exit(0);
    }
    incref(obj);
    return obj;
}
