/* Leaves by a system call of its own, with no function of the C library.
 * with the gate: refused
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
#if defined(__aarch64__)
    register long number __asm__("x8") = 94, status __asm__("x0") = 0;
    __asm__ volatile("svc #0" : : "r"(number), "r"(status) : "memory");
#else
    __asm__ volatile("syscall" : : "a"(231), "D"(0) : "rcx", "r11", "memory");
#endif
    incref(obj);
    return obj;
}
