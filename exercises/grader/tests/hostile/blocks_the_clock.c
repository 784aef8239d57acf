/* Computes for longer than it may, and does not let itself be told.
 * with the gate: refused
 * without it: timed out
 * without the filter either: -
 */
#include "exercises/00_start/0a_first.h"
#include <signal.h>
#include <time.h>

struct object *another_reference(struct object *obj)
{
    static bool told;
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGXCPU);
    sigprocmask(SIG_BLOCK, &set, NULL);
    while (!told && clock() < 25 * (CLOCKS_PER_SEC / 10))
        ;
    told = true;
    incref(obj);
    return obj;
}
