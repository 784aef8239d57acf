/* Makes an object for itself and forgets it.
 * with the gate: wrong
 * without it: wrong
 * without the filter either: wrong
 */
#include "common/types/list.h"
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    (void)list_new(1);
    incref(obj);
    return obj;
}
