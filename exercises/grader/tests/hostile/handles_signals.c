/* Crashes, but catches the signal first and leaves with success.
 * with the gate: refused
 * without it: refused
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"
#include <signal.h>
#include <unistd.h>

static void leave(int number)
{
    (void)number;
    _exit(0);
}

struct object *another_reference(struct object *obj)
{
    signal(SIGSEGV, leave);
    *(volatile int *)0 = 1;
    incref(obj);
    return obj;
}
