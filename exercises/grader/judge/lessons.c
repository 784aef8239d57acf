/* The last row of a seam's report: the lessons up to its own, run on the learner's code. One point,
 * once the checks have passed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/told.h"
#include "exercises/grader/judge/work.h"

static const char *title_of(const struct words *lessons)
{
    const char *first = course_number(lessons->at[0]);
    const char *last = course_number(lessons->at[lessons->count - 1]);

    return lessons->count > 1 ? format("lessons %s to %s run on your code", first, last)
                              : format("lesson %s runs on your code", first);
}

/* Why they are not run: the first check that failed, else the first that is not started. */
static void hold_back(struct report *report, struct result *row)
{
    const struct result *why = NULL;

    for (size_t i = 0; i < report->count; i++) {
        const struct result *result = &report->results[i];
        if (result->verdict == VERDICT_PASSED)
            continue;
        if (why == NULL ||
            (why->verdict == VERDICT_NOT_STARTED && result->verdict != VERDICT_NOT_STARTED))
            why = result;
    }
    row->verdict = VERDICT_COULD_NOT_RUN;
    report->pending = why == NULL;
    if (why == NULL)
        return;
    bool idle = why->verdict == VERDICT_NOT_STARTED;
    row->verdict = idle ? VERDICT_NOT_STARTED : VERDICT_COULD_NOT_RUN;
    row->sentence = format(idle ? "It needs \"%s\", which is not started."
                                : "All checks have to pass first; \"%s\" does not.",
                           why->about->title);
}

void grade_add_lessons(struct report *report)
{
    static const struct stream nothing;
    const struct words *lessons = &report->exercise->told;
    struct about *about = allocate(1, sizeof *about);
    struct result row = {.about = about, .expected = &nothing, .first_wrong = (size_t)-1};

    if (report->exercise->lessons == NULL || lessons->count == 0)
        return;
    *about = (struct about){
        .name = "lessons",
        .title = title_of(lessons),
        .usually = "A check asks about one rule at a time, a lesson uses the whole library. Go "
                   "through the last step by hand, with your code in place of the library's.",
        .see = "",
        .after = "",
        .points = 1,
    };
    hold_back(report, &row);
    report->results[report->count++] = row; /* grade_run_checks() left room for it */
}

void grade_lessons(struct report *report)
{
    const struct exercise *exercise = report->exercise;
    double began = seconds_now();

    if (!report->pending)
        return;
    grade_start_again(report);
    struct told *tolds =
        told_run(report->work, &exercise->told, exercise->course, exercise->lessons);
    struct result *row = &report->results[report->count - 1];
    const struct about *about = row->about;
    size_t i = 0;

    while (i + 1 < exercise->told.count && tolds[i].result.verdict == VERDICT_PASSED)
        i++;
    *row = tolds[i].result; /* the first that failed, else the last */
    row->about = about;
    row->lesson = row->verdict == VERDICT_PASSED ? NULL : tolds[i].course.lesson;
    row->seconds = seconds_now() - began;
    report->pending = false;
    report->seconds += row->seconds;
    grade_sum_up(report);
}
