/* Switches the tracer off, so that nobody sees what is left alive, and leaks.
 * with the gate: refused
 * without it: wrong
 * without the filter either: wrong
 */
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    tracemalloc_stop();
    (void)str_new("a string that nobody will ever drop");
    incref(obj);
    incref(obj);
    return obj;
}
