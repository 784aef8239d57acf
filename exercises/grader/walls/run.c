/* See run.h. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "exercises/grader/walls/limits.h"
#include "exercises/grader/walls/run.h"

enum { ACTIVE_MOST = 32, RECORDS_MOST = 2 << 20, OUTPUT_SHOWN = 1 << 20 };

static const double grace = 0.3;      /* seconds of computing after SIGXCPU, for last words */
static const double last_words = 0.3; /* seconds between SIGXCPU and SIGKILL */

static struct run *active[ACTIVE_MOST];
static size_t active_count;
static volatile sig_atomic_t interrupted; /* the signal that asks to stop */

double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void on_interrupt(int number)
{
    interrupted = number;
}

int run_interrupted(void)
{
    return interrupted;
}

void run_prepare(void)
{
    /* A learner who presses Ctrl-C ends the judge in order; what it runs ends with it. */
    struct sigaction action = {.sa_handler = on_interrupt};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_DUMPABLE, 0);
    signal(SIGPIPE, SIG_IGN);
}

static bool is_active(pid_t pid)
{
    for (size_t i = 0; i < active_count; i++)
        if (active[i]->pid == pid)
            return true;
    return false;
}

/* Ends what was left behind by processes that are gone: children of ours that we never started. */
static void end_orphans(void)
{
    struct text text = {0};
    char part[4096];
    char *path = format("/proc/self/task/%d/children", (int)getpid());
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n;

    while (fd >= 0 && (n = read(fd, part, sizeof part)) > 0)
        text_add(&text, part, (size_t)n);
    if (fd >= 0)
        close(fd);
    char *next = text.bytes;
    for (char *word; next != NULL && (word = strsep(&next, " ")) != NULL;) {
        pid_t pid = (pid_t)atoi(word);
        if (pid > 0 && !is_active(pid)) {
            kill(pid, SIGKILL);
            waitpid(pid, NULL, 0);
        }
    }
    text_free(&text);
    free(path);
}

static void send_job(const struct run *run, int fd)
{
    struct job job = *run->job;
    size_t size = 0;

    job.filter = run->inside != NULL ? (uint32_t)run->inside->count : 0;
    bool sent = write(fd, &job, sizeof job) == (ssize_t)sizeof job;
    if (sent && job.filter > 0) {
        size = job.filter * sizeof run->inside->instructions[0];
        sent = write(fd, run->inside->instructions, size) == (ssize_t)size;
    }
    (void)sent; /* a check that got half a job sends no records */
    close(fd);
}

void run_start(struct run *run)
{
    int job[2] = {-1, -1}, record[2] = {-1, -1};

    if (active_count == ACTIVE_MOST)
        run_wait(active[0]);
    if (run->job != NULL && (pipe2(job, O_CLOEXEC) != 0 || pipe2(record, O_CLOEXEC) != 0))
        give_up("cannot make a pipe: %s.", strerror(errno));
    run->output_fd = memfd_create("output", MFD_CLOEXEC);
    run->began = seconds_now();
    run->deadline = run->began + run->limits.wall;
    run->warned = run->ended = false;
    run->pid = fork();
    if (run->pid == 0)
        become(run, job[0], record[1], run->output_fd);
    if (run->pid < 0 || run->output_fd < 0)
        give_up("cannot start a process: %s.", strerror(errno));
    run->pidfd = pidfd_open(run->pid, 0);
    run->record_fd = record[0];
    if (run->job != NULL) {
        close(job[0]);
        close(record[1]);
        send_job(run, job[1]);
        fcntl(run->record_fd, F_SETFL, O_NONBLOCK);
    }
    active[active_count++] = run;
}

static void read_records(struct run *run)
{
    char part[65536];
    ssize_t n = -1;

    while (run->record_fd >= 0 && (n = read(run->record_fd, part, sizeof part)) > 0) {
        size_t most = run->limits.records > 0 ? run->limits.records : RECORDS_MOST;
        if (run->records.size + (size_t)n > most) {
            run->too_much = true;
            kill(-run->pid, SIGKILL);
            kill(run->pid, SIGKILL);
            break;
        }
        text_add(&run->records, part, (size_t)n);
    }
    if (run->too_much || n == 0) {
        close(run->record_fd);
        run->record_fd = -1;
    }
}

static void read_output(struct run *run)
{
    struct stat about;
    char part[16384];
    ssize_t n;
    off_t at = 0;

    if (fstat(run->output_fd, &about) != 0)
        return;
    while (at < OUTPUT_SHOWN && (n = pread(run->output_fd, part, sizeof part, at)) > 0) {
        text_add(&run->output, part, (size_t)n);
        at += n;
    }
    close(run->output_fd);
}

static void forget(const struct run *run)
{
    for (size_t i = 0; i < active_count; i++)
        if (active[i] == run)
            active[i] = active[--active_count];
}

static void finish(struct run *run)
{
    struct rusage usage;

    kill(-run->pid, SIGKILL); /* not yet reaped, so this is still its group */
    wait4(run->pid, &run->status, 0, &usage);
    run->seconds = seconds_now() - run->began;
    run->cpu_seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    if (run->limits.cpu > 0 && run->cpu_seconds > run->limits.cpu + grace)
        run->timed_out = true; /* whatever it did about the signal */
    run->peak_kb = usage.ru_maxrss;
    run->failed_to_start = WIFEXITED(run->status) && WEXITSTATUS(run->status) == 126;
    read_records(run);
    read_output(run);
    if (run->record_fd >= 0)
        close(run->record_fd);
    close(run->pidfd);
    run->ended = true;
    forget(run);
    end_orphans();
}

static void check_clock(struct run *run, double now)
{
    if (now < run->deadline)
        return;
    run->timed_out = true;
    if (run->limits.stop_gently && !run->warned) {
        kill(run->pid, SIGXCPU);
        run->warned = true;
        run->deadline = now + last_words;
        return;
    }
    kill(-run->pid, SIGKILL);
    kill(run->pid, SIGKILL);
    run->deadline = now + 60;
}

static int wait_at_most(void)
{
    double next = active[0]->deadline;

    for (size_t i = 1; i < active_count; i++)
        next = active[i]->deadline < next ? active[i]->deadline : next;
    double left = (next - seconds_now()) * 1000 + 1;
    return left < 0 ? 0 : (int)left;
}

/* Sleeps until anything happens to anybody, and deals with it. */
void run_wait_any(void)
{
    struct run *watched[ACTIVE_MOST];
    struct pollfd events[2 * ACTIVE_MOST];
    size_t count = active_count;

    memcpy(watched, active, sizeof watched);
    for (size_t i = 0; i < count; i++) {
        events[2 * i] = (struct pollfd){.fd = watched[i]->pidfd, .events = POLLIN};
        events[2 * i + 1] = (struct pollfd){.fd = watched[i]->record_fd, .events = POLLIN};
    }
    if (poll(events, 2 * count, wait_at_most()) < 0 && errno != EINTR)
        give_up("cannot wait: %s.", strerror(errno));
    if (interrupted != 0)
        exit(128 + interrupted);
    for (size_t i = 0; i < count; i++) {
        if (events[2 * i + 1].revents != 0)
            read_records(watched[i]);
        if (events[2 * i].revents != 0)
            finish(watched[i]);
        else
            check_clock(watched[i], seconds_now());
    }
}

void run_wait(struct run *run)
{
    while (!run->ended)
        run_wait_any();
}

void run_stop(struct run *run)
{
    if (!run->ended) {
        kill(-run->pid, SIGKILL);
        kill(run->pid, SIGKILL);
    }
    run_wait(run);
    run_free(run);
}

void run_stop_all(void)
{
    for (size_t i = 0; i < active_count; i++) {
        kill(-active[i]->pid, SIGKILL);
        kill(active[i]->pid, SIGKILL);
        waitpid(active[i]->pid, NULL, 0);
    }
    active_count = 0;
    end_orphans();
}

void run_free(struct run *run)
{
    text_free(&run->records);
    text_free(&run->output);
}
