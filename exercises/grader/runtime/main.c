/* main of every program that runs checks: finds the check the job names, runs it, counts what is
 * left alive and says `done`.
 *
 * Two witnesses for a leak: the census of objects made while the check ran, and, should that find
 * nothing, the memory blocks that the library has not got back at the end.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/objects/dealloc.h"
#include "common/runtime.h"
#include "common/tracing/census.h"
#include "common/tracing/tracemalloc.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/owed.h"
#include "exercises/grader/runtime/runtime.h"

enum { CHECKS_MOST = 64, ROWS_MOST = 32 };

extern const struct check *const first_check[] __asm__("__start_reclaim_checks")
    __attribute__((visibility("hidden")));
extern const struct check *const end_of_checks[] __asm__("__stop_reclaim_checks")
    __attribute__((visibility("hidden")));

static OWN const struct check *checks[CHECKS_MOST];
static OWN size_t check_count;
static OWN jmp_buf end_of_body;

static int by_line(const void *a, const void *b)
{
    const struct check *const *first = a, *const *second = b;

    return (*first)->line - (*second)->line;
}

static void collect_checks(void)
{
    for (const struct check *const *c = first_check; c < end_of_checks; c++)
        if (*c != NULL && check_count < CHECKS_MOST)
            checks[check_count++] = *c;
    qsort(checks, check_count, sizeof checks[0], by_line);
}

void check_stop(void)
{
    guard_called();
    longjmp(end_of_body, 1);
}

void send_fatal(const char *message)
{
    fflush(NULL); /* not the variable: the learner's file can name it */
    owed_send_gone((uintptr_t)deallocation.found_dead);
    record_begin("fatal");
    record_text(message);
    record_end();
}

void send_leak(const char *type, size_t count, const struct place *place, intptr_t refcount)
{
    record_begin("leak");
    record_text(type);
    record_natural(count);
    record_text(place != NULL ? place->file : "");
    record_number(place != NULL ? place->line : 0);
    record_number(refcount);
    record_end();
}

/* Says what is still alive; returns how many objects. */
static size_t send_census(void)
{
    struct census_row rows[ROWS_MOST];
    size_t objects = 0;
    size_t count = census_take(rows, ROWS_MOST, &objects);

    for (size_t i = 0; i < count && i < ROWS_MOST; i++)
        send_leak(rows[i].type_name, rows[i].count, &rows[i].place, rows[i].refcount);
    return objects;
}

/* The body between the library's start and its end, and the count of what is left. */
static void run_body(const struct check *check, bool slowly)
{
    volatile size_t alive = 0; /* setjmp leaves nothing else alone */

    runtime_init();
    error_on_fatal(send_fatal);
    tracemalloc_start(1);
    if (!slowly)
        owed_begin(check->unbooked);
    volatile bool finished = setjmp(end_of_body) == 0;
    if (finished)
        guard_call(check->body);
    memory_fail_at(0);
    owed_end();
    if (setjmp(end_of_body) == 0 && finished) {
        error_clear();
        alive = send_census();
    }
    size_t blocks = runtime_finish();
    if (finished && alive == 0 && blocks > 0)
        send_leak("memory block", blocks, NULL, 0);
}

static void run_check(const struct check *check, uint64_t seed, bool slowly)
{
    record_restart();
    record_begin("check");
    record_text(check->name);
    record_end();
    inputs_begin(seed, check->name, slowly);
    if (check->whole)
        guard_call(check->body);
    else
        run_body(check, slowly);
    fflush(NULL);
    record_begin("done");
    record_end();
}

/* Each check in a child of its own: a fresh heap for each at a fork's price. Only for trusted code.
 */
static int run_forked(uint64_t seed)
{
    int worst = 0;

    for (size_t i = 0; i < check_count; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            run_check(checks[i], seed, false);
            check_leave(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
            worst = 1;
    }
    return worst;
}

static void describe_reasons(const struct check *check)
{
    const char *const reasons[] = {"too many",  check->too_many,  "too few", check->too_few,
                                   "leaked",    check->leaked,    "crashed", check->crashed,
                                   "timed out", check->timed_out, "error",   check->error};

    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i += 2) {
        if (reasons[i + 1] == NULL)
            continue;
        record_begin("reason");
        record_text(check->name);
        record_text(reasons[i]);
        record_text(reasons[i + 1]);
        record_end();
    }
}

static void describe(void)
{
    for (size_t i = 0; i < check_count; i++) {
        const struct check *check = checks[i];
        record_begin("about");
        record_text(check->name);
        record_number(check->points);
        record_number(check->seconds);
        record_text(check->after);
        record_text(check->see);
        record_text(check->title);
        record_text(check->usually);
        record_end();
        describe_reasons(check);
    }
}

static int run_job(const struct job *job)
{
    if (job->mode == JOB_DESCRIBE || job->mode == JOB_FORKED)
        describe();
    if (job->mode == JOB_FORKED)
        return run_forked(job->seed);
    for (size_t i = 0; i < check_count; i++)
        if (job->mode == JOB_SEQUENCE ||
            (job->mode == JOB_ONE && strcmp(checks[i]->name, job->check) == 0))
            run_check(checks[i], job->seed, job->mode == JOB_SEQUENCE);
    return 0;
}

int main(void)
{
    struct job job;

    if (!setup_begin(&job)) {
        fputs("This program is run by ./reclaim grade, which gives it its work.\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    collect_checks();
    check_leave(run_job(&job));
}
