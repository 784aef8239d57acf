/* See grade.h. The function grade_quickly() reads as the whole way; each step either goes on or
 * says why not.
 *
 * The reference runs while the compiler does; checks run side by side on all processors; nothing
 * waits by looking again and again.
 */
#include <dirent.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercises/grader/compile.h"
#include "exercises/grader/gate.h"
#include "exercises/grader/grade.h"
#include "exercises/grader/place.h"
#include "exercises/grader/sandbox.h"
#include "exercises/grader/valgrind.h"

enum { CPU_SECONDS = 2, VALGRIND_SECONDS = 120, SOURCE_MOST = 1 << 20 };

static const double wall_seconds = 5, reference_times = 20;
static const size_t memory_most = (size_t)512 << 20, print_most = 1 << 20;

/* Everything that is under way for one exercise. */
struct work {
    struct report *report;
    const struct options *options;
    struct answers answers;
    struct compilation compilation;
    bool sandbox;
    struct run *runs;
    struct job *jobs;
};

static struct work work; /* one at a time; grade_again() goes on with it */

static uint64_t random_number(void)
{
    uint64_t number = 0;

    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        give_up("this system gives no random numbers: %s.", strerror(errno));
    return number;
}

static bool wants_sandbox(const struct options *options)
{
    bool of_others = options->submission != NULL || options->class_folder != NULL;

    if (options->sandbox == CHOICE_ON && !sandbox_works())
        give_up("bubblewrap is not installed or not allowed to work here.");
    return options->sandbox == CHOICE_ON ||
           (options->sandbox == CHOICE_AUTO && of_others && sandbox_works());
}

static const char *make_scratch(void)
{
    const char *folder = getenv("TMPDIR");
    char *path = format("%s/reclaim-XXXXXX", folder != NULL && *folder == '/' ? folder : "/tmp");

    if (mkdtemp(path) == NULL && mkdtemp(strcpy(path, format("/tmp/reclaim-XXXXXX"))) == NULL)
        give_up("there is no place for temporary files (%s: %s).", path, strerror(errno));
    return path;
}

static void remove_folder(const char *folder)
{
    DIR *listing = opendir(folder);
    struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL)
        unlinkat(dirfd(listing), entry->d_name, 0);
    if (listing != NULL)
        closedir(listing);
    rmdir(folder);
}

/* Nothing could be run, for one reason; no points. */
static void stop(struct report *report, enum verdict verdict, const char *sentence)
{
    report->verdict = verdict;
    report->sentence = sentence;
}

/* A submission is copied, so that neither its folder nor a link in it plays any part. */
static bool take_source(struct report *report, const char *source)
{
    const struct exercise *exercise = report->exercise;
    struct text text = {0};

    report->source = source;
    if (source == NULL || access(source, F_OK) != 0) {
        stop(report, VERDICT_NOT_STARTED,
             format("There is no file %s.", source != NULL ? source : base_name(exercise->source)));
        return false;
    }
    if (!file_read(source, SOURCE_MOST, &text)) {
        stop(report, VERDICT_DID_NOT_COMPILE,
             format("%s cannot be read as a source file (a folder, too large, or not allowed).",
                    source));
        return false;
    }
    work.compilation.source = source;
    if (strcmp(source, exercise->source) != 0) {
        work.compilation.source =
            format("%s/%s", work.compilation.scratch, base_name(exercise->source));
        if (!file_write(work.compilation.source, text_of(&text), text.size))
            give_up("cannot write %s: %s.", work.compilation.source, strerror(errno));
    }
    text_free(&text);
    return true;
}

static bool pass_gate(struct report *report)
{
    const char *forbidden = work.compilation.forbidden;

    if (work.options->no_gate)
        return true;
    if (forbidden != NULL)
        words_add(&report->refusals, format("It includes %s: an exercise includes its contract, "
                                            "exercise.h, the library and the "
                                            "system's headers, nothing else.",
                                            forbidden));
    if (gate_check(report->exercise, work.compilation.object, &report->refusals) &&
        forbidden == NULL)
        return true;
    stop(report, VERDICT_REFUSED, NULL);
    return false;
}

static struct limits check_limits(const struct about *about)
{
    double slow = work.options->slow;
    double cpu = (about->seconds > 0 ? about->seconds : CPU_SECONDS) * slow;
    double wall = cpu + wall_seconds * slow + reference_times * work.answers.seconds;

    return (struct limits){
        .cpu = (int)(cpu + 0.5) > 0 ? (int)(cpu + 0.5) : 1,
        .wall = wall,
        .memory = work.report->exercise->sanitized ? 0 : memory_most,
        .file = print_most,
        .alone = !work.report->exercise->sanitized,
        .stop_gently = true,
    };
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

/* Adds what runs the checks with the learner's object, to argv, and aims run at it. The loader
 * preloads the object: LD_PRELOAD would also put it into Valgrind's or bwrap's own process. */
static void aim(struct run *run, struct words argv)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                              "ASAN_OPTIONS=verify_asan_link_order=0", NULL};
    static const char *loader;
    struct words readable = {0};

    if (loader == NULL)
        dl_iterate_phdr(find_loader, &loader);
    words_add(&argv, loader);
    words_add(&argv, "--preload");
    words_add(&argv, work.compilation.shared);
    words_add(&argv, work.report->exercise->checks);
    words_add(&readable, work.report->exercise->checks);
    if (work.sandbox)
        sandbox_wrap(&argv, work.compilation.scratch, false, &readable);
    run->argv = argv.at;
    run->environment = environment;
    run->folder = work.compilation.scratch;
}

static void start_check(size_t i)
{
    const struct about *about = &work.answers.checks[i];
    bool filter = !work.options->no_filter && !work.report->exercise->sanitized;
    struct words argv = {0};

    work.jobs[i] = (struct job){
        .magic = JOB_MAGIC, .mode = JOB_ONE, .seed = work.answers.seed, .nonce = random_number()};
    snprintf(work.jobs[i].check, sizeof work.jobs[i].check, "%s", about->name);
    aim(&work.runs[i], argv);
    work.runs[i].limits = check_limits(about);
    work.runs[i].job = &work.jobs[i];
    work.runs[i].inside = filter ? filter_inside() : NULL;
    work.runs[i].outside = filter && !work.sandbox ? filter_outside() : NULL;
    if (work.sandbox)
        work.runs[i].limits.alone = false; /* bwrap itself has to fork; inside the filter says no */
    run_start(&work.runs[i]);
}

static void end_check(size_t i)
{
    struct result *result = &work.report->results[i];

    run_wait(&work.runs[i]);
    verdict_find(result, &work.runs[i], work.jobs[i].nonce);
    result->place = place_find(&result->stream, work.compilation.shared, work.compilation.source);
    run_free(&work.runs[i]);
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

static size_t processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count > 1 ? (size_t)count : 1;
}

/* One round: starts all that are due, a few at a time, and judges them. Returns how many. */
static size_t run_round(struct report *report, bool *judged)
{
    size_t *due = allocate(report->count, sizeof *due);
    size_t count = 0, started = 0, most = processors();

    for (size_t i = 0; i < report->count; i++)
        if (is_due(report, judged, i))
            due[count++] = i;
    for (size_t ended = 0; ended < count; ended++) {
        for (; started < count && started < ended + most; started++)
            if (!stands_on_failure(report, due[started]))
                start_check(due[started]);
        if (work.runs[due[ended]].argv != NULL)
            end_check(due[ended]);
        judged[due[ended]] = true;
    }
    free(due);
    return count;
}

static void run_checks(struct report *report)
{
    bool *judged = allocate(work.answers.count, sizeof *judged);

    report->count = work.answers.count;
    report->results = allocate(report->count, sizeof report->results[0]);
    work.runs = allocate(report->count, sizeof work.runs[0]);
    work.jobs = allocate(report->count, sizeof work.jobs[0]);
    for (size_t i = 0; i < report->count; i++) {
        report->results[i].about = &work.answers.checks[i];
        report->results[i].expected = &work.answers.streams[i];
    }
    while (run_round(report, judged) > 0)
        ;
    free(judged);
}

static void sum_up(struct report *report)
{
    bool idle = report->count > 0;

    report->points = 0;
    report->verdict = VERDICT_PASSED;
    for (size_t i = 0; i < report->count; i++) {
        const struct result *result = &report->results[i];
        idle = idle && result->verdict == VERDICT_NOT_STARTED;
        if (result->verdict == VERDICT_PASSED)
            report->points += result->about->points;
        else if (report->verdict == VERDICT_PASSED)
            report->verdict = result->verdict;
    }
    if (idle)
        report->verdict = VERDICT_NOT_STARTED;
    else if (report->verdict == VERDICT_NOT_STARTED)
        for (size_t i = 0; i < report->count; i++)
            if (report->results[i].verdict != VERDICT_NOT_STARTED &&
                report->results[i].verdict != VERDICT_PASSED) {
                report->verdict = report->results[i].verdict;
                break;
            }
}

void grade_quickly(struct report *report, const struct exercise *exercise, const char *source,
                   const struct options *options)
{
    double began = seconds_now();

    *report = (struct report){.exercise = exercise, .points_most = 10};
    work = (struct work){.report = report, .options = options, .sandbox = wants_sandbox(options)};
    work.compilation = (struct compilation){.exercise = exercise,
                                            .cc = options->cc,
                                            .more = options->more,
                                            .sandbox = work.sandbox,
                                            .scratch = make_scratch()};
    answers_begin(&work.answers, exercise,
                  options->seed != 0 ? options->seed : random_number() % 1000000 + 1,
                  options->recorded);
    bool ready = take_source(report, source);
    if (ready && !compile(&work.compilation)) {
        stop(report, VERDICT_DID_NOT_COMPILE, work.compilation.errors);
        ready = false;
    }
    report->warning = work.compilation.warning;
    ready = ready && pass_gate(report);
    if (ready && !link_shared(&work.compilation)) {
        stop(report, VERDICT_DID_NOT_COMPILE, work.compilation.errors);
        ready = false;
    }
    answers_finish(&work.answers);
    report->seed = work.answers.seed;
    report->recorded = work.answers.recorded;
    if (ready) {
        run_checks(report);
        sum_up(report);
    }
    report->seconds = seconds_now() - began;
}

bool grade_has_second_witness(const struct report *report, const struct options *options)
{
    return report->verdict == VERDICT_PASSED && options->valgrind != CHOICE_OFF &&
           !report->exercise->sanitized && valgrind_is_there();
}

static void run_valgrind(struct report *report, struct findings *findings)
{
    struct words argv = {0};
    struct job job = {
        .magic = JOB_MAGIC, .mode = JOB_SEQUENCE, .seed = report->seed, .nonce = random_number()};
    struct run run = {
        .job = &job,
        .outside = work.sandbox ? NULL : filter_outside(),
        .limits = {
            .cpu = VALGRIND_SECONDS, .wall = VALGRIND_SECONDS, .file = 64 << 20, .files = 1024}};

    for (const char *const *w = (const char *const[]){"/usr/bin/valgrind", "--leak-check=full",
                                                      "--show-leak-kinds=all", "--vgdb=no",
                                                      "--num-callers=40", "--error-limit=no", NULL};
         *w != NULL; w++)
        words_add(&argv, *w);
    aim(&run, argv);
    run_start(&run);
    run_wait(&run);
    valgrind_read(findings, text_of(&run.output), report->exercise);
    run_free(&run);
}

/* A finding costs the check in which it happened its points; one that names none costs the first.
 */
static void charge(struct report *report, const struct finding *finding)
{
    struct result *result = &report->results[0];

    for (size_t i = 0; finding->check != NULL && i < report->count; i++)
        if (strcmp(report->results[i].about->name, finding->check) == 0)
            result = &report->results[i];
    if (result->verdict != VERDICT_PASSED)
        return;
    result->verdict = finding->leak ? VERDICT_LEAKED : VERDICT_WRONG;
    result->sentence = finding->leak
                           ? "Valgrind found memory that nobody can give back:"
                           : "The result is right, but Valgrind saw memory used that must not be:";
    result->note = finding->text;
}

void grade_again(struct report *report, const struct options *options)
{
    struct findings findings = {0};

    if (!grade_has_second_witness(report, options)) {
        if (report->verdict == VERDICT_PASSED && options->valgrind != CHOICE_OFF &&
            !report->exercise->sanitized)
            report->valgrind =
                "Valgrind is not installed, so the second look at memory was left out "
                "(apt-get install valgrind).";
        return;
    }
    run_valgrind(report, &findings);
    for (size_t i = 0; i < findings.count; i++)
        charge(report, &findings.at[i]);
    sum_up(report);
    report->valgrind = findings.count > 0 ? NULL
                       : findings.ran
                           ? "Valgrind agrees: every access is valid, nothing is lost."
                           : "Valgrind did not come to an end here, so its look was left out.";
}

void grade_end(struct report *report)
{
    (void)report;
    remove_folder(work.compilation.scratch);
}

void grade(struct report *report, const struct exercise *exercise, const char *source,
           const struct options *options)
{
    grade_quickly(report, exercise, source, options);
    grade_again(report, options);
    grade_end(report);
}
