/* Never comes back, and uses no processor time.
 * with the gate: refused
 * without it: timed out
 * without the filter either: timed out
 */
#include "exercises/00_start/0a_first.h"
#include <unistd.h>

struct object *another_reference(struct object *obj)
{
    for (;;)
        sleep(1000);
    incref(obj);
    return obj;
}
