/* What a check still says when it ends badly: which signal, why as far as the process itself can
 * tell, and where in the learner's file.
 *
 * - The handlers run on a stack of their own, so that an overflow of the usual one can be told.
 * - They allocate nothing and use no stdio; whatever goes wrong in them is fatal at once
 * (SA_RESETHAND).
 */
#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/machine.h"
#include "exercises/grader/runtime/owed.h"
#include "exercises/grader/runtime/runtime.h"
#include "exercises/grader/runtime/shown.h"

enum { STACK_SIZE = 65536, NEAR_THE_STACK = 65536, FRAMES_WANTED = 12, FRAMES_WALKED = 400000 };

static const size_t much_memory = (size_t)64 << 20;

static OWN struct {
    uintptr_t base, start, end; /* the learner's shared object in memory */
} learner;

static int find_learner(struct dl_phdr_info *info, size_t size, void *unused)
{
    const char *slash = strrchr(info->dlpi_name, '/');

    (void)size;
    (void)unused;
    if (slash == NULL || strcmp(slash + 1, LEARNER_OBJECT) != 0)
        return 0;
    learner.base = learner.start = learner.end = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        uintptr_t end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
        if (info->dlpi_phdr[i].p_type == PT_LOAD && end > learner.end)
            learner.end = end;
    }
    return 1;
}

struct walk {
    int walked, found;
};

static _Unwind_Reason_Code send_frame(struct _Unwind_Context *context, void *argument)
{
    struct walk *walk = argument;
    int exact = 0;
    uintptr_t place = _Unwind_GetIPInfo(context, &exact);

    if (place >= learner.start && place < learner.end) {
        record_begin("frame");
        record_natural(place - learner.base - (exact ? 0 : 1)); /* inside the call, not after it */
        record_end();
        walk->found++;
    }
    walk->walked++;
    return walk->found == FRAMES_WANTED || walk->walked == FRAMES_WALKED ? _URC_END_OF_STACK
                                                                         : _URC_NO_REASON;
}

enum { STACK_LOOKED_AT = 200 };

static _Unwind_Reason_Code look_for_learner(struct _Unwind_Context *context, void *argument)
{
    struct walk *walk = argument;
    uintptr_t place = _Unwind_GetIP(context);

    walk->found += place >= learner.start && place < learner.end;
    walk->walked++;
    return walk->found > 0 || walk->walked == STACK_LOOKED_AT ? _URC_END_OF_STACK : _URC_NO_REASON;
}

bool learner_is_running(void)
{
    struct walk walk = {0, 0};

    if (learner.end == 0)
        return false;
    _Unwind_Backtrace(look_for_learner, &walk);
    return walk.found > 0 || walk.walked == STACK_LOOKED_AT;
}

static bool memory_is_exhausted(void)
{
    void *probe = mmap(NULL, much_memory, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (probe == MAP_FAILED)
        return true;
    munmap(probe, much_memory);
    return false;
}

static bool is_stack_overflow(int signal, const siginfo_t *info, const ucontext_t *context)
{
    uintptr_t top = MACHINE_STACK(context);
    uintptr_t address = (uintptr_t)info->si_addr;

    return signal == SIGSEGV && info->si_code > 0 && address + NEAR_THE_STACK > top &&
           address < top + NEAR_THE_STACK;
}

enum { NEAR_NULL = 4096 };

static bool is_junk(uintptr_t value, unsigned char fill)
{
    uintptr_t junk = (uintptr_t)0x0101010101010101 * fill;

    return value + NEAR_NULL > junk && value < junk + NEAR_NULL;
}

/* What kind of address it was, as far as the registers tell: "null", "freed" or "fresh" (read out
 * of memory with such a fill, common/base/memory.c), "". */
static const char *kind_of_address(int signal, const siginfo_t *info, const ucontext_t *context)
{
    bool freed = false, fresh = false;

    if (signal != SIGSEGV && signal != SIGBUS)
        return "";
    if (info->si_code > 0 && info->si_code != SI_KERNEL && (uintptr_t)info->si_addr < NEAR_NULL)
        return "null";
    for (int i = 0; i < MACHINE_REGISTERS; i++) {
        freed = freed || is_junk(MACHINE_REGISTER(context, i), 0xDD);
        fresh = fresh || is_junk(MACHINE_REGISTER(context, i), 0xCD);
    }
    return freed ? "freed" : fresh ? "fresh" : "";
}

static void send_crash(int signal, const char *reason, const char *address)
{
    struct walk walk = {0, 0};

    owed_send_pending();
    record_begin("crash");
    record_number(signal);
    record_text(reason);
    record_text(visits_inside() != NULL ? object_type_name(visits_inside()) : NULL);
    record_text(address);
    record_end();
    _Unwind_Backtrace(send_frame, &walk);
}

void guard_refuse(enum access access, const char *whose)
{
    struct walk walk = {0, 0};

    record_begin("touch");
    record_text(access == READS ? "read" : "wrote");
    record_text(whose);
    record_end();
    _Unwind_Backtrace(send_frame, &walk);
    check_leave(1);
}

/* Whoever was freed a moment ago and is still in a register, is what the pointer led to. */
static void send_gone(const ucontext_t *context)
{
    for (int i = 0; i < MACHINE_REGISTERS; i++)
        if (owed_send_gone(MACHINE_REGISTER(context, i)))
            return;
}

static void on_signal(int signal, siginfo_t *info, void *argument)
{
    ucontext_t *context = argument;

    if (is_stack_overflow(signal, info, context)) {
        send_crash(signal, "overflow", "");
    } else {
        send_gone(context);
        send_crash(signal, memory_is_exhausted() ? "exhausted" : "plain",
                   kind_of_address(signal, info, context));
    }
    syscall(SYS_exit_group, 128 + signal);
}

/* The filter stopped a system call. abort() and raise() are such calls too: those count as the
 * signal. */
static void on_forbidden(int signal, siginfo_t *info, void *argument)
{
    const ucontext_t *context = argument;
    long long first = MACHINE_FIRST(context);
    long long second = MACHINE_SECOND(context);

    if (info->si_syscall == SYS_tgkill && first == getpid()) {
        send_crash((int)MACHINE_THIRD(context), "plain", "");
    } else {
        record_begin("forbid");
        record_number(info->si_syscall);
        record_number(second);
        record_end();
        send_crash(signal, "plain", "");
    }
    syscall(SYS_exit_group, 128 + signal);
}

static void watch(int signal, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action = {.sa_sigaction = handler,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK | (int)SA_RESETHAND};

    sigfillset(&action.sa_mask);
    sigdelset(&action.sa_mask, SIGSEGV);
    sigaction(signal, &action, NULL);
}

void crash_watch(void)
{
    static char stack[STACK_SIZE];
    static const int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};

    dl_iterate_phdr(find_learner, NULL);
    watch(SIGXCPU, on_signal);
    watch(SIGXFSZ, on_signal);
    if (SANITIZED)
        return; /* the sanitizers say more than we could */
    sigaltstack(&other, NULL);
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++)
        watch(deadly[i], on_signal);
    watch(SIGSYS, on_forbidden);
}

void check_leave(int status)
{
    if (SANITIZED)
        exit(status);
    for (;;)
        syscall(SYS_exit_group, status);
}
