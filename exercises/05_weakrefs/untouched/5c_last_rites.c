/* Exercise 5c: last rites, in place of common/weakrefs/clear.c. The rules are in 5c_last_rites.h.
 * Hints: ./reclaim hint 5c */
#include "exercises/05_weakrefs/5c_last_rites.h"

#include "exercises/exercise.h"

void weakref_clear_all(struct object *obj)
{
    TODO("clear all weak references to obj, then call those that have a callback");
}

intptr_t weakref_calls_waiting(void)
{
    TODO("count who is cleared and still to be called");
}
