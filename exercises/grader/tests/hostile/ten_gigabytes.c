/* Asks for ten gigabytes at once and uses them.
 * with the gate: refused
 * without it: out of memory
 * without the filter either: crashed
 */
#include "exercises/00_start/0a_first.h"
#include <stdlib.h>
#include <string.h>

struct object *another_reference(struct object *obj)
{
    char *much = malloc((size_t)10 << 30);
    memset(much, 1, (size_t)10 << 30);
    incref(obj);
    return obj;
}
