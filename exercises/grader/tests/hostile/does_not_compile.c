/* A semicolon is missing.
 * with the gate: did not compile
 * without it: did not compile
 * without the filter either: did not compile
 */
#include "exercises/00_start/0a_first.h"

/* clang-format off */
struct object *another_reference(struct object *obj)
{
    incref(obj)
    return obj;
}
