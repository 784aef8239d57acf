/* Defines main itself.
 * with the gate: refused
 * without it: wrong
 * without the filter either: wrong
 */
#include "exercises/00_start/0a_first.h"
int main(void);

int main(void)
{
    return 0;
}

struct object *another_reference(struct object *obj)
{
    return (struct object *)0;
    incref(obj);
    return obj;
}
