/* Defines functions of the library its own way: the check and the library use the real ones.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"
#include <stddef.h>
size_t runtime_finish(void);

size_t runtime_finish(void)
{
    return 0;
}

struct object *another_reference(struct object *obj)
{

    incref(obj);
    return obj;
}
