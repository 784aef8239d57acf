/* Calls the function that sends records: it is hidden, so there is nothing to call.
 * with the gate: refused
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"
void record_begin(const char *kind);
void record_end(void);

struct object *another_reference(struct object *obj)
{
    record_begin("done");
    record_end();
    incref(obj);
    return obj;
}
