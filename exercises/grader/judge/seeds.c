/* More than one seed for an answer: see grade.h and work.h. Where there are many, the check that
 * failed last is asked first; so a wrong answer costs little more than one process for each seed.
 */
#include "exercises/grader/judge/work.h"

enum { FURTHER_SEEDS = 2 };

static void next_seed(struct report *report, const struct answers *answers)
{
    report->work->answers = *answers;
    report->seed = answers->seed;
    report->count = 0;
    report->pending = false;
}

static void run_under(struct report *report, const struct answers *answers)
{
    next_seed(report, answers);
    grade_run_checks(report);
    grade_sum_up(report);
}

/* Whether it has all points; *suspect is the check to ask first. */
static bool passes(struct report *report, const struct answers *answers, size_t *suspect)
{
    if (*suspect < answers->count) {
        next_seed(report, answers);
        grade_run_check(report, *suspect);
        if (report->results[*suspect].verdict != VERDICT_PASSED)
            return false;
    }
    run_under(report, answers);
    for (size_t i = 0; i < answers->count; i++)
        if (report->results[i].verdict != VERDICT_PASSED) {
            *suspect = i;
            return false;
        }
    return true;
}

static bool has_passed(const struct report *report)
{
    return report->verdict == VERDICT_PASSED || report->pending;
}

void grade_further_seeds(struct report *report)
{
    struct work *work = report->work;
    struct answers answers = work->answers, further[FURTHER_SEEDS];
    struct report first = *report;

    if (!has_passed(report))
        return;
    for (size_t i = 0; i < FURTHER_SEEDS; i++)
        answers_begin(&further[i], report->exercise, answers.seed + 1 + i, answers.recorded);
    for (size_t i = 0; i < FURTHER_SEEDS; i++)
        answers_finish(&further[i]);
    report->heard = NULL; /* who looks on has seen them pass */
    for (size_t i = 0; i < FURTHER_SEEDS; i++) {
        run_under(report, &further[i]);
        if (!has_passed(report))
            return;
    }
    *report = first;
    work->answers = answers;
}

bool grade_seeds(struct report *report, const char *source, const struct options *options,
                 const struct answers *answers, size_t count, bool *passed,
                 void (*first)(struct report *report))
{
    size_t suspect = (size_t)-1;
    bool told = options->no_lessons, tells = true; /* the lessons: were run, and pass */

    grade_begin(report, answers->exercise, options);
    bool built = grade_build(report, source);
    if (!built)
        first(report);
    for (size_t i = 0; built && i < count; i++) {
        passed[i] = passes(report, &answers[i], &suspect);
        if (passed[i] && !told && report->pending) {
            grade_lessons(report);
            tells = report->verdict == VERDICT_PASSED;
            told = true;
        }
        passed[i] = passed[i] && tells;
        if (i == 0)
            first(report);
    }
    return built;
}
