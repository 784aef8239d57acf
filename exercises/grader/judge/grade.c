/* See grade.h: the way from a file to points. grade_aloud() reads as the whole of it; each step
 * either goes on or says why not. The reference program runs while the compiler does.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercises/grader/judge/gate.h"
#include "exercises/grader/judge/grade.h"
#include "exercises/grader/judge/source.h"
#include "exercises/grader/judge/work.h"
#include "exercises/grader/walls/sandbox.h"
#include "exercises/grader/walls/scratch.h"

enum { SOURCE_MOST = 1 << 20 };

uint64_t grade_random(void)
{
    uint64_t number = 0;

    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        give_up("this system gives no random numbers: %s.", strerror(errno));
    return number;
}

bool grade_wants_sandbox(const struct options *options)
{
    bool of_others = options->submission != NULL || options->class_folder != NULL;

    if (options->sandbox == CHOICE_ON && !sandbox_works())
        give_up("bubblewrap is not installed or not allowed to work here.");
    return options->sandbox == CHOICE_ON ||
           (options->sandbox == CHOICE_AUTO && of_others && sandbox_works());
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
    struct work *work = report->work;
    struct text text = {0};

    report->source = source;
    if (source == NULL || access(source, F_OK) != 0) {
        stop(report, VERDICT_NOT_STARTED,
             source != NULL ? format("There is no file %s.", source)
                            : format("There is no file %s (a folder or a link is none).",
                                     base_name(exercise->source)));
        return false;
    }
    if (!file_read(source, SOURCE_MOST, &text)) {
        stop(report, VERDICT_DID_NOT_COMPILE,
             format("%s cannot be read as a source file (a folder, too large, or not allowed).",
                    source));
        return false;
    }
    work->compilation.source = source;
    if (strcmp(source, exercise->source) != 0) {
        work->compilation.source =
            format("%s/%s", work->compilation.scratch, base_name(exercise->source));
        if (!file_write(work->compilation.source, text_of(&text), text.size))
            give_up("cannot write %s: %s.", work->compilation.source, strerror(errno));
    }
    text_free(&text);
    return true;
}

/* Before the compiler sees it. */
static bool is_plain(struct report *report)
{
    const struct work *work = report->work;

    if (work->options->no_gate ||
        source_check(report->exercise, work->compilation.source, &report->refusals))
        return true;
    stop(report, VERDICT_REFUSED, NULL);
    return false;
}

static bool pass_gate(struct report *report)
{
    const struct work *work = report->work;
    const char *forbidden = work->compilation.forbidden;

    if (work->options->no_gate)
        return true;
    if (forbidden != NULL)
        words_add(&report->refusals, format("It includes %s: an exercise includes its contract, "
                                            "exercise.h, the library and the "
                                            "system's headers, nothing else.",
                                            forbidden));
    if (gate_check(report->exercise, work->compilation.object, &report->refusals) &&
        forbidden == NULL)
        return true;
    stop(report, VERDICT_REFUSED, NULL);
    return false;
}

void grade_sum_up(struct report *report)
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

void grade_begin(struct report *report, const struct exercise *exercise,
                 const struct options *options)
{
    struct work *work = allocate(1, sizeof *work);

    *report = (struct report){.work = work, .exercise = exercise, .points_most = 10};
    *work = (struct work){
        .report = report,
        .options = options,
        .sandbox = grade_wants_sandbox(options),
    };
    work->compilation = (struct compilation){.exercise = exercise,
                                             .cc = options->cc,
                                             .more = options->more,
                                             .sandbox = work->sandbox,
                                             .scratch = scratch_make()};
    work->compilation.room = scratch_room(work->compilation.scratch);
}

bool grade_build(struct report *report, const char *source)
{
    struct work *work = report->work;
    bool ready = take_source(report, source) && is_plain(report);

    if (ready && !compile(&work->compilation)) {
        stop(report, VERDICT_DID_NOT_COMPILE, work->compilation.errors);
        ready = false;
    }
    report->warning = work->compilation.warning;
    ready = ready && pass_gate(report);
    if (ready && !link_shared(&work->compilation, NULL)) {
        stop(report, VERDICT_DID_NOT_COMPILE, work->compilation.errors);
        ready = false;
    }
    return ready;
}

void grade_quickly(struct report *report, const struct exercise *exercise, const char *source,
                   const struct options *options)
{
    grade_aloud(report, exercise, source, options, NULL);
}

void grade_aloud(struct report *report, const struct exercise *exercise, const char *source,
                 const struct options *options, void (*heard)(struct report *report))
{
    double began = seconds_now();

    grade_begin(report, exercise, options);
    report->heard = heard;
    struct work *work = report->work;
    answers_begin(&work->answers, exercise,
                  options->seed != 0 ? options->seed : grade_random() % 1000000 + 1,
                  options->recorded);
    bool ready = grade_build(report, source);
    answers_finish(&work->answers);
    report->seed = work->answers.seed;
    report->recorded = work->answers.recorded;
    if (ready) {
        grade_run_checks(report);
        grade_sum_up(report);
        grade_further_seeds(report);
    }
    report->seconds = seconds_now() - began;
}

void grade_end(struct report *report)
{
    grade_stop_again(report->work);
    scratch_remove(report->work->compilation.scratch);
    free(report->work);
    report->work = NULL;
}

void grade(struct report *report, const struct exercise *exercise, const char *source,
           const struct options *options)
{
    grade_quickly(report, exercise, source, options);
    grade_lessons(report);
    grade_again(report, options);
    grade_end(report);
}
