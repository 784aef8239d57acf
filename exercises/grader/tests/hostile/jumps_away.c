/* Jumps out of the check with longjmp, to a place that is gone.
 * with the gate: refused
 * without it: crashed
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"
#include <setjmp.h>
#include <string.h>

struct object *another_reference(struct object *obj)
{
    jmp_buf nowhere;
    memset(&nowhere, 0, sizeof nowhere);
    longjmp(nowhere, 1);
    incref(obj);
    return obj;
}
