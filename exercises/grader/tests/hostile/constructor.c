/* Leaves before main begins.
 * with the gate: refused
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

__attribute__((constructor)) static void before(void)
{
    _exit(0);
}

struct object *another_reference(struct object *obj)
{

    incref(obj);
    return obj;
}
