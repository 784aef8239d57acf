/* Running the checks of one exercise: each in a process of its own, as many at once as there are
 * processors, those that stand on another one (.after) only when that has passed.
 */
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/judge/place.h"
#include "exercises/grader/judge/work.h"
#include "exercises/grader/walls/enclose.h"
#include "exercises/grader/walls/sandbox.h"

enum { CPU_SECONDS = 2 };

static const double wall_seconds = 5, reference_times = 20;
static const size_t memory_most = (size_t)512 << 20, print_most = 1 << 20;

struct limits grade_limits(const struct work *work, double cpu, double wall)
{
    return (struct limits){
        .cpu = (int)(cpu + 0.5) > 0 ? (int)(cpu + 0.5) : 1,
        .wall = wall,
        .memory = work->report->exercise->sanitized ? 0 : memory_most,
        .file = print_most,
        .alone = !work->report->exercise->sanitized,
        .stop_gently = true,
    };
}

static struct limits check_limits(const struct work *work, const struct about *about)
{
    double slow = work->options->slow;
    double cpu = (about->seconds > 0 ? about->seconds : CPU_SECONDS) * slow;

    return grade_limits(work, cpu,
                        cpu + wall_seconds * slow + reference_times * work->answers.seconds);
}

/* The system's loader of programs, as this very program names it. */
static int find_loader(struct dl_phdr_info *info, size_t size, void *loader)
{
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_INTERP)
            *(const char **)loader = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    return 1; /* the program itself comes first; nobody else matters */
}

/* The loader preloads the learner's object: LD_PRELOAD would also put it into Valgrind's or bwrap's
 * own process. */
void grade_aim(const struct work *work, struct run *run, struct words argv, const char *program)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                              "ASAN_OPTIONS=verify_asan_link_order=0", NULL};
    static const char *loader;
    struct words readable = {0};

    if (loader == NULL)
        dl_iterate_phdr(find_loader, &loader);
    words_add(&argv, loader);
    words_add(&argv, "--preload");
    words_add(&argv, "./" LEARNER_OBJECT); /* in its folder: the loader splits a path at spaces */
    words_add(&argv, program);
    words_add(&readable, program);
    if (work->sandbox) {
        sandbox_wrap(&argv, work->compilation.scratch, false, &readable);
    } else {
        words_add(&readable, work->compilation.scratch);
        run->readable = readable.at;
        run->nobody =
            geteuid() == 0 && open_to_all(program) && open_to_all(work->compilation.shared);
    }
    run->argv = argv.at;
    run->environment = environment;
    run->folder = work->compilation.scratch;
}

void grade_aim_filtered(const struct work *work, struct run *run, const char *program)
{
    bool filter = !work->options->no_filter && !work->report->exercise->sanitized;
    struct words argv = {0};

    grade_aim(work, run, argv, program);
    run->inside = filter ? filter_inside() : NULL;
    run->outside = filter && !work->sandbox ? filter_outside() : NULL;
    if (work->sandbox)
        run->limits.alone = false; /* bwrap itself has to fork; inside the filter says no */
}

static void start_check(struct work *work, size_t i)
{
    const struct about *about = &work->answers.checks[i];

    work->jobs[i] = (struct job){
        .magic = JOB_MAGIC, .mode = JOB_ONE, .seed = work->answers.seed, .nonce = grade_random()};
    snprintf(work->jobs[i].check, sizeof work->jobs[i].check, "%s", about->name);
    work->runs[i].limits = check_limits(work, about);
    work->runs[i].job = &work->jobs[i];
    grade_aim_filtered(work, &work->runs[i], work->report->exercise->checks);
    run_start(&work->runs[i]);
}

static void end_check(struct work *work, size_t i)
{
    struct result *result = &work->report->results[i];

    run_wait(&work->runs[i]);
    verdict_find(result, &work->runs[i], work->jobs[i].nonce);
    result->place = place_find(&result->stream, work->compilation.shared, work->compilation.source);
    run_free(&work->runs[i]);
}

static const struct result *find_result(const struct report *report, const char *name)
{
    for (size_t i = 0; i < report->count; i++)
        if (strcmp(report->results[i].about->name, name) == 0)
            return &report->results[i];
    return NULL;
}

/* Which checks may run in this round: not judged yet, and the one that they stand on is. */
static bool is_due(const struct report *report, const bool *judged, size_t i)
{
    const struct result *first = find_result(report, report->results[i].about->after);

    return !judged[i] && (first == NULL || judged[first - report->results]);
}

static bool stands_on_failure(struct report *report, size_t i)
{
    struct result *result = &report->results[i];
    const struct result *first = find_result(report, result->about->after);

    if (first == NULL || first->verdict == VERDICT_PASSED)
        return false;
    bool idle = first->verdict == VERDICT_NOT_STARTED;
    result->verdict = idle ? VERDICT_NOT_STARTED : VERDICT_COULD_NOT_RUN;
    result->first_wrong = (size_t)-1;
    result->sentence =
        format(idle ? "It needs \"%s\", which is not started." : "\"%s\" has to pass first.",
               first->about->title);
    return true;
}

size_t grade_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count > 1 ? (size_t)count : 1;
}

/* The checks of a round, those first that are usually done first: who waits sees something early.
 */
static size_t find_due(const struct report *report, const bool *judged, size_t *due)
{
    size_t count = 0;

    for (int slow = 0; slow <= 1; slow++)
        for (size_t i = 0; i < report->count; i++)
            if (is_due(report, judged, i) && (report->results[i].about->seconds > 0) == slow)
                due[count++] = i;
    return count;
}

static void hear(struct report *report, size_t i)
{
    report->results[i].judged = true;
    if (report->heard != NULL)
        report->heard(report);
}

/* Judges whoever has ended by now; returns how many. */
static size_t end_some(struct report *report, const size_t *due, size_t started)
{
    size_t ended = 0;

    for (size_t k = 0; k < started; k++) {
        size_t i = due[k];
        if (report->results[i].judged || !report->work->runs[i].ended)
            continue;
        end_check(report->work, i);
        hear(report, i);
        ended++;
    }
    return ended;
}

/* One round: starts all that are due, a few at a time, and judges them. Returns how many. */
static size_t run_round(struct report *report, bool *judged)
{
    size_t *due = allocate(report->count, sizeof *due);
    size_t count = find_due(report, judged, due), started = 0, running = 0;

    while (started < count || running > 0) {
        for (; started < count && running < grade_processors(); started++) {
            if (stands_on_failure(report, due[started])) {
                hear(report, due[started]);
                continue;
            }
            start_check(report->work, due[started]);
            running++;
        }
        if (running > 0)
            run_wait_any();
        running -= end_some(report, due, started);
    }
    for (size_t k = 0; k < count; k++)
        judged[due[k]] = true;
    free(due);
    return count;
}

/* What every exercise owes costs the first check in which it showed its points, when every check
 * that could run passed: whoever fails anyway has one thing to mend at a time. */
static void charge_owed(struct report *report)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->results[i].verdict != VERDICT_PASSED &&
            report->results[i].verdict != VERDICT_NOT_STARTED)
            return;
    for (size_t i = 0; i < report->count; i++) {
        struct result *result = &report->results[i];
        if (result->verdict != VERDICT_PASSED || result->owed.what == OWES_NOTHING)
            continue;
        result->verdict = VERDICT_WRONG;
        result->sentence = "Every value is right, but not what every exercise owes:";
        return;
    }
}

static void make_rows(struct report *report)
{
    struct work *work = report->work;

    report->count = work->answers.count;
    report->results = allocate(report->count + 1, sizeof report->results[0]);
    work->runs = allocate(report->count, sizeof work->runs[0]);
    work->jobs = allocate(report->count, sizeof work->jobs[0]);
    for (size_t i = 0; i < report->count; i++) {
        report->results[i].about = &work->answers.checks[i];
        report->results[i].expected = &work->answers.streams[i];
    }
}

void grade_run_check(struct report *report, size_t i)
{
    make_rows(report);
    start_check(report->work, i);
    end_check(report->work, i);
}

void grade_run_checks(struct report *report)
{
    bool *judged = allocate(report->work->answers.count, sizeof *judged);

    make_rows(report);
    while (run_round(report, judged) > 0)
        ;
    charge_owed(report);
    grade_add_lessons(report);
    free(judged);
}
