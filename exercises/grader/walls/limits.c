/* See limits.h. Only calls that are safe after fork; a failure to limit is a failure to start
 * (status 126). */
#include <fcntl.h>
#include <grp.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "exercises/grader/walls/enclose.h"
#include "exercises/grader/walls/limits.h"

enum {
    FILES_MOST = 64,
    STACK_MOST = 8 << 20,
    CANNOT = 126,
    NOT_FOUND = 127,
    FIRST_FREE = 10,
    NOBODY = 65534
};

static void need(bool fine)
{
    if (!fine)
        _exit(CANNOT);
}

static void limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;

    need(getrlimit((__rlimit_resource_t)resource, &now) == 0);
    now.rlim_cur = soft < now.rlim_max ? soft : now.rlim_max;
    now.rlim_max = hard < now.rlim_max ? hard : now.rlim_max;
    need(setrlimit((__rlimit_resource_t)resource, &now) == 0);
}

static void set_limits(const struct limits *limits)
{
    limit(RLIMIT_CPU, (rlim_t)limits->cpu,
          (rlim_t)limits->cpu + 1); /* equal would kill, not tell */
    limit(RLIMIT_FSIZE, limits->file, limits->file);
    limit(RLIMIT_CORE, 0, 0);
    rlim_t files = limits->files > 0 ? (rlim_t)limits->files : FILES_MOST;
    limit(RLIMIT_NOFILE, files, files);
    limit(RLIMIT_STACK, STACK_MOST, STACK_MOST);
    if (limits->memory > 0)
        limit(RLIMIT_AS, limits->memory, limits->memory);
    if (limits->alone)
        limit(RLIMIT_NPROC, 0, 0); /* says nothing to root: then the filter does */
}

/* Moves a descriptor out of the way of 0..4, where it is wanted next. */
static int away(int fd)
{
    return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE);
}

static void place(int fd, int at)
{
    if (fd < 0)
        close(at);
    else
        need(dup2(fd, at) == at);
}

static void set_descriptors(int job_fd, int record_fd, int output_fd)
{
    int nothing = away(open("/dev/null", O_RDONLY | O_CLOEXEC));
    int job = away(job_fd), record = away(record_fd), output = away(output_fd);

    place(nothing, STDIN_FILENO);
    place(output, STDOUT_FILENO);
    place(output, STDERR_FILENO);
    place(job, JOB_FD);
    place(record, RECORD_FD);
    close_range(RECORD_FD + 1, ~0u, 0);
}

static void reset_signals(void)
{
    sigset_t none;

    for (int signal = 1; signal < NSIG; signal++)
        (void)!sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void install(const struct filter *filter)
{
    struct sock_fprog program;

    if (filter == NULL || filter->count == 0)
        return;
    program =
        (struct sock_fprog){.len = (unsigned short)filter->count, .filter = filter->instructions};
    need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    need(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0);
}

/* Before the limits: a user with no process to spare could not become another program. */
static void drop_rights(void)
{
    need(setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
         setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

void become(const struct run *run, int job_fd, int record_fd, int output_fd)
{
    setsid();
    if (run->nobody)
        drop_rights();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    reset_signals();
    set_descriptors(job_fd, record_fd, output_fd);
    need(chdir(run->folder != NULL ? run->folder : "/") == 0);
    if (run->readable != NULL)
        need(enclose(run->readable, run->writable));
    set_limits(&run->limits);
    install(run->outside);
    execve(run->argv[0], (char *const *)run->argv, (char *const *)run->environment);
    _exit(NOT_FOUND);
}
