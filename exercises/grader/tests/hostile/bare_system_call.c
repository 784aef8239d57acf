/* Leaves by a system call of its own, with no function of the C library.
 * with the gate: refused
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    __asm__ volatile("syscall" : : "a"(231), "D"(0) : "rcx", "r11", "memory");
    incref(obj);
    return obj;
}
