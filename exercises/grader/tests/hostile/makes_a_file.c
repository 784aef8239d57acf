/* Leaves a file and shared memory behind: nothing of the file system is within its reach.
 * with the gate: refused
 * without it: refused
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"
#include <fcntl.h>

struct object *another_reference(struct object *obj)
{
    if (open("/tmp/left-by-a-submission", O_CREAT | O_WRONLY, 0666) >= 0)
        return NULL;
    incref(obj);
    return obj;
}
