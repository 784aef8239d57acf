/* Has a function of the C library's read the program for it, by way of a pointer.
 * with the gate: refused
 * without it: refused
 * without the filter either: refused
 */
#include <string.h>

#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    void *(*volatile copy)(void *to, const void *from, size_t size) = memcpy;
    char room[64];

    copy(room, (const char *)(unsigned long)&object_alloc, sizeof room);
    incref(obj);
    return obj;
}
