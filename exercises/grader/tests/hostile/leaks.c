/* Makes an object for itself and forgets it.
 * with the gate: leaked
 * without it: leaked
 * without the filter either: leaked
 */
#include "common/types/list.h"
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    (void)list_new(1);
    incref(obj);
    return obj;
}
