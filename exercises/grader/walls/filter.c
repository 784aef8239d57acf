/* See filter.h.
 *
 * The judge makes the program of the filter and the check only loads it, so that a check links no
 * libseccomp.
 */
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "exercises/grader/walls/filter.h"

/* What a check and the C library under it need after start-up; sysinfo is qsort()'s, which asks how
 * much memory there is before it takes some for more than a kilobyte of elements. */
static const char *const allowed[] = {
    "read",          "write",          "writev",
    "exit",          "exit_group",     "brk",
    "munmap",        "mremap",         "madvise",
    "rt_sigreturn",  "fstat",          "newfstatat",
    "lseek",         "futex",          "getrandom",
    "clock_gettime", "gettimeofday",   "getpid",
    "gettid",        "rt_sigprocmask", "restart_syscall",
    "close",         "nanosleep",      "clock_nanosleep",
    "sched_yield",   "sysinfo",
};

/* What reaches beyond the process itself. Files are left out: Valgrind makes and removes its own,
 * and where they may be says enclose.h. */
static const char *const far_reaching[] = {
    "clone",
    "clone3",
    "fork",
    "vfork",
    "kill",
    "tkill",
    "tgkill",
    "ptrace",
    "socket",
    "socketpair",
    "mount",
    "umount2",
    "process_vm_readv",
    "process_vm_writev",
    "unshare",
    "setns",
    "bpf",
    "pidfd_send_signal",
    "pidfd_getfd",
    "rt_sigqueueinfo",
    "io_uring_setup",
    "keyctl",
    "perf_event_open",
    "setpgid",
    "setsid",
    "shmget",
    "shmat",
    "semget",
    "msgget",
    "mq_open",
    "add_key",
    "request_key",
    "userfaultfd",
    "inotify_init",
    "inotify_init1",
    "fanotify_init",
    "open_by_handle_at",
    "setpriority",
    "ioprio_set",
    "sched_setscheduler",
    "sched_setattr",
    "chroot",
    "pivot_root",
    "personality",
    "vmsplice",
    "process_madvise",
    "kcmp",
};

static const struct {
    const char *name, *meaning;
} meanings[] = {
    {"clone", "start another process"},
    {"clone3", "start another process"},
    {"fork", "start another process"},
    {"vfork", "start another process"},
    {"execve", "become another program"},
    {"execveat", "become another program"},
    {"kill", "end or disturb another process"},
    {"tkill", "end or disturb another process"},
    {"tgkill", "end or disturb another process"},
    {"open", "open a file"},
    {"openat", "open a file"},
    {"openat2", "open a file"},
    {"socket", "reach the network"},
    {"mmap", "reserve memory of an unusual size or kind"},
    {"mprotect", "make memory executable"},
    {"ptrace", "look into another process"},
    {"rt_sigaction", "handle a signal"},
    {"setsid", "leave its session"},
    {"prctl", "change what the system may do to it"},
    {"close_range", "close descriptors"},
    {"dup2", "redirect a descriptor"},
};

/* A block this large is a mistake in an exercise; asking is reported instead of answered with NULL.
 */
static const struct scmp_arg_cmp small = {1, SCMP_CMP_LT, (scmp_datum_t)1 << 30, 0};
/* Address space that is only set aside: for that there is the limit. */
static const struct scmp_arg_cmp reserved = {3, SCMP_CMP_MASKED_EQ, MAP_NORESERVE, MAP_NORESERVE};
static const struct scmp_arg_cmp only_asking = {2, SCMP_CMP_EQ, 0, 0};
static const struct scmp_arg_cmp no_code = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};

static void add_rules(scmp_filter_ctx context, unsigned action, const char *const *names,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number != __NR_SCMP_ERROR)
            seccomp_rule_add(context, action, number, 0);
    }
}

static void allow_if(scmp_filter_ctx context, int number, unsigned count, struct scmp_arg_cmp first,
                     struct scmp_arg_cmp second)
{
    const struct scmp_arg_cmp conditions[] = {first, second};

    seccomp_rule_add_array(context, SCMP_ACT_ALLOW, number, count, conditions);
}

/* The filter as the kernel's instructions; libseccomp 2.5 only writes them to a file. */
static struct filter take_program(scmp_filter_ctx context)
{
    struct filter filter = {0};
    int fd = memfd_create("filter", MFD_CLOEXEC);
    off_t size = 0;

    if (fd >= 0 && seccomp_export_bpf(context, fd) == 0)
        size = lseek(fd, 0, SEEK_END);
    if (size > 0) {
        filter.instructions = malloc((size_t)size);
        if (filter.instructions != NULL && pread(fd, filter.instructions, (size_t)size, 0) == size)
            filter.count = (size_t)size / sizeof filter.instructions[0];
    }
    if (fd >= 0)
        close(fd);
    seccomp_release(context);
    return filter;
}

const struct filter *filter_inside(void)
{
    static struct filter filter;
    scmp_filter_ctx context;

    if (filter.count > 0 || (context = seccomp_init(SCMP_ACT_TRAP)) == NULL)
        return &filter;
    add_rules(context, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof allowed[0]);
    allow_if(context, SCMP_SYS(mmap), 2, small, no_code);
    allow_if(context, SCMP_SYS(mmap), 2, reserved, no_code);
    allow_if(context, SCMP_SYS(mprotect), 1, no_code, no_code);
    allow_if(context, SCMP_SYS(prlimit64), 1, only_asking, only_asking);
    filter = take_program(context);
    return &filter;
}

const struct filter *filter_outside(void)
{
    static struct filter filter;
    scmp_filter_ctx context;

    if (filter.count > 0 || (context = seccomp_init(SCMP_ACT_ALLOW)) == NULL)
        return &filter;
    add_rules(context, SCMP_ACT_ERRNO(1), far_reaching,
              sizeof far_reaching / sizeof far_reaching[0]);
    filter = take_program(context);
    return &filter;
}

const char *system_call_name(int number)
{
    const char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);

    return name != NULL ? name : "an unknown system call";
}

const char *system_call_meaning(const char *name)
{
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (strcmp(meanings[i].name, name) == 0)
            return meanings[i].meaning;
    return "ask the system for something that no exercise needs";
}
