/* Runs a process that may do its worst: limits, its own session, nothing inherited, everything it
 * says bounded.
 *
 * - run_start() begins, run_wait() drives all that were begun until this one has ended. So a
 * compiler and several checks run side by side in one thread, which sleeps in poll() on pidfds and
 * pipes.
 * - Standard input is empty; standard output and error go to one bounded file in memory; records
 * come by a pipe of their own. Nobody who keeps stdout open can make the judge wait.
 * - When the process ends its whole group is ended, and so is whatever it left behind elsewhere:
 * the judge is the subreaper of all its descendants.
 */
#ifndef RECLAIM_GRADER_WALLS_RUN_H
#define RECLAIM_GRADER_WALLS_RUN_H

#include <sys/types.h>

#include "exercises/grader/base/text.h"
#include "exercises/grader/base/wire.h"
#include "exercises/grader/walls/filter.h"

struct limits {
    int cpu;          /* seconds of processor time */
    double wall;      /* seconds by the clock */
    size_t memory;    /* bytes of address space; 0: no limit */
    size_t file;      /* bytes that any file, and what is printed, may have */
    size_t records;   /* bytes of records; 0: the usual 2 MB */
    int files;        /* open descriptors; 0: the usual few */
    bool alone;       /* may start no process */
    bool stop_gently; /* SIGXCPU a moment before the end, so that it can say where it was */
};

struct run {
    /* what to run */
    const char *const *argv;
    const char *const *environment;
    const char *folder; /* where; NULL: the root directory */
    struct limits limits;
    const struct job *job;        /* NULL: it has no record channel */
    const struct filter *inside;  /* sent with the job; may be NULL */
    const struct filter *outside; /* installed before the program starts; may be NULL */
    const char *const *readable;  /* what it may reach of the file system: enclose.h; NULL: all */
    const char *writable;         /* and change there */
    bool nobody;                  /* root becomes nobody, the user without rights */

    /* what came of it, after run_wait() */
    bool failed_to_start;
    bool timed_out; /* the judge ended it */
    bool too_much;  /* it sent more records than anybody needs */
    int status;     /* as from wait() */
    double seconds;
    double cpu_seconds; /* of it and of all that it waited for */
    long peak_kb;
    struct text records;
    struct text output;

    /* run.c's own */
    pid_t pid;
    int pidfd, record_fd, output_fd;
    double began, deadline;
    bool warned, ended;
};

void run_prepare(void); /* once, first: subreaper, not dumpable, SIGPIPE ignored */
void run_start(struct run *run);
void run_wait(struct run *run);
void run_wait_any(void);        /* until something happened to any of them */
void run_stop(struct run *run); /* what comes of it interests nobody any more */
void run_free(struct run *run); /* the two texts */
void run_stop_all(void);        /* at the end of the judge: nobody writes anything any more */
int run_interrupted(void);      /* the signal that asked the judge to stop; 0: none did */
double seconds_now(void);

#endif
