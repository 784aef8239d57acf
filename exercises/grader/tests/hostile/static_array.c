/* Declares ten gigabytes, so that it cannot even be loaded.
 * with the gate: refused
 * without it: -
 * without the filter either: -
 */
#include "exercises/00_start/0a_first.h"
#include <string.h>

static char much[(size_t)10 << 30];

struct object *another_reference(struct object *obj)
{
    memset(much, 1, sizeof much);
    incref(obj);
    return obj;
}
