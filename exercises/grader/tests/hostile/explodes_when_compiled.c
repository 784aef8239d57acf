/* Makes the compiler write a file of many gigabytes.
 * with the gate: did not compile
 * without it: did not compile
 * without the filter either: did not compile
 */
#include "exercises/00_start/0a_first.h"

char much[1L << 36] = {1};

struct object *another_reference(struct object *obj)
{
    incref(obj);
    return obj;
}
