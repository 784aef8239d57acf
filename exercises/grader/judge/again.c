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
    return report->verdict == VERDICT_PASSED && options->valgrind != CHOICE_OFF &&
           !report->exercise->sanitized && valgrind_is_there();
}

static void run_valgrind(struct report *report, struct findings *findings)
{
    struct words argv = {0};
    struct job job = {
        .magic = JOB_MAGIC, .mode = JOB_SEQUENCE, .seed = report->seed, .nonce = grade_random()};
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
    grade_aim(&run, argv, report->exercise->checks);
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
    result->sentence =
        finding->leak ? "Valgrind found memory that was never given back. It was asked for here:"
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
    grade_sum_up(report);
    report->valgrind = findings.count > 0 ? NULL
                       : findings.ran
                           ? "Valgrind agrees: every access is valid, nothing is lost."
                           : "Valgrind did not come to an end here, so its look was left out.";
}
