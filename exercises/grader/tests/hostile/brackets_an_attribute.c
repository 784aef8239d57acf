/* Asks the compiler in the brackets of C23 for what other names are refused for.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"

[[deprecated]] static int nothing;

struct object *another_reference(struct object *obj)
{
    incref(obj);
    return obj;
}
