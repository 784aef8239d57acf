/* The three things that depend on the processor: registers in a signal's context, and a bare write.
 */
#ifndef RECLAIM_GRADER_MACHINE_H
#define RECLAIM_GRADER_MACHINE_H

#include <stddef.h>
#include <sys/syscall.h>
#include <ucontext.h>

#if defined(__x86_64__)

#define MACHINE_STACK(context)       ((uintptr_t)(context)->uc_mcontext.gregs[REG_RSP])
#define MACHINE_FIRST(context)       ((long long)(context)->uc_mcontext.gregs[REG_RDI])
#define MACHINE_SECOND(context)      ((long long)(context)->uc_mcontext.gregs[REG_RSI])
#define MACHINE_THIRD(context)       ((long long)(context)->uc_mcontext.gregs[REG_RDX])
#define MACHINE_REGISTERS            16
#define MACHINE_REGISTER(context, i) ((uintptr_t)(context)->uc_mcontext.gregs[i])

static inline long machine_write(int fd, const char *bytes, size_t size)
{
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(SYS_write), "D"(fd), "S"(bytes), "d"(size)
                     : "rcx", "r11", "memory");
    return result;
}

#elif defined(__aarch64__)

#define MACHINE_STACK(context)       ((uintptr_t)(context)->uc_mcontext.sp)
#define MACHINE_FIRST(context)       ((long long)(context)->uc_mcontext.regs[0])
#define MACHINE_SECOND(context)      ((long long)(context)->uc_mcontext.regs[1])
#define MACHINE_THIRD(context)       ((long long)(context)->uc_mcontext.regs[2])
#define MACHINE_REGISTERS            31
#define MACHINE_REGISTER(context, i) ((uintptr_t)(context)->uc_mcontext.regs[i])

static inline long machine_write(int fd, const char *bytes, size_t size)
{
    register long number __asm__("x8") = SYS_write;
    register long result __asm__("x0") = fd;
    register const char *from __asm__("x1") = bytes;
    register size_t count __asm__("x2") = size;

    __asm__ volatile("svc #0" : "+r"(result) : "r"(number), "r"(from), "r"(count) : "memory");
    return result;
}

#else
#error "The judge knows x86-64 and aarch64. To add a processor, write these seven in machine.h."
#endif

#endif
