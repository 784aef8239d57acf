/* The second witness: Valgrind looks at the checks that passed, and what it finds takes points
 * back. Its time never counts as slowness.
 */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/valgrind.h"
#include "exercises/grader/judge/work.h"

enum { VALGRIND_SECONDS = 120 };

bool grade_has_second_witness(const struct report *report, const struct options *options)
{
    return (report->verdict == VERDICT_PASSED || report->pending) &&
           options->valgrind != CHOICE_OFF && !report->exercise->sanitized && valgrind_is_there();
}

void grade_start_again(struct report *report)
{
    static const char *const words[] = {"/usr/bin/valgrind",     "--leak-check=full",
                                        "--show-leak-kinds=all", "--vgdb=no",
                                        "--num-callers=40",      "--error-limit=no"};
    struct work *work = report->work;
    const char **environment = allocate(4, sizeof *environment);
    struct words argv = {0};

    if (work->second != NULL || !grade_has_second_witness(report, work->options))
        return;
    environment[0] = "PATH=/usr/bin:/bin";
    environment[1] = "LC_ALL=C.UTF-8";
    environment[2] = format("TMPDIR=%s", work->compilation.room);
    work->second_job = (struct job){
        .magic = JOB_MAGIC, .mode = JOB_SEQUENCE, .seed = report->seed, .nonce = grade_random()};
    work->second = allocate(1, sizeof *work->second);
    *work->second = (struct run){
        .job = &work->second_job,
        .outside = work->sandbox ? NULL : filter_outside(),
        .limits = {
            .cpu = VALGRIND_SECONDS, .wall = VALGRIND_SECONDS, .file = 64 << 20, .files = 1024}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        words_add(&argv, words[i]);
    grade_aim(work, work->second, argv, report->exercise->checks);
    work->second->writable = work->compilation.room; /* where Valgrind makes files of its own */
    work->second->environment = environment;
    run_start(work->second);
}

void grade_stop_again(struct work *work)
{
    if (work->second != NULL)
        run_stop(work->second);
    free(work->second);
    work->second = NULL;
}

static void read_findings(struct report *report, struct findings *findings)
{
    struct run *run = report->work->second;

    run_wait(run);
    valgrind_read(findings, text_of(&run->output), report->exercise);
    grade_stop_again(report->work);
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
    result->sentence =
        finding->leak ? "Valgrind found memory that was never given back. It was asked for here:"
                      : "The result is right, but Valgrind saw memory used that must not be:";
    result->note = finding->text;
}

void grade_again(struct report *report, const struct options *options)
{
    struct findings findings = {0};

    grade_start_again(report);
    if (report->verdict != VERDICT_PASSED || report->work->second == NULL) {
        if (report->verdict == VERDICT_PASSED && options->valgrind != CHOICE_OFF &&
            !report->exercise->sanitized)
            report->valgrind =
                "Valgrind is not installed, so the second look at memory was left out "
                "(apt-get install valgrind).";
        return;
    }
    read_findings(report, &findings);
    for (size_t i = 0; i < findings.count; i++)
        charge(report, &findings.at[i]);
    grade_sum_up(report);
    report->valgrind = findings.count > 0 ? NULL
                       : findings.ran
                           ? "Valgrind agrees: every access is valid, nothing is lost."
                           : "Valgrind did not come to an end here, so its look was left out.";
}
