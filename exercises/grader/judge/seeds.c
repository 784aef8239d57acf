/* Many seeds for one answer: see grade.h. Which check failed last is asked first; so a wrong answer
 * costs little more than one process for each seed.
 */
#include "exercises/grader/judge/work.h"

static void next_seed(struct report *report, const struct answers *answers)
{
    report->work->answers = *answers;
    report->seed = answers->seed;
    report->count = 0;
    report->pending = false;
}

/* Whether it has all points; *suspect is the check to ask first. */
static bool passes(struct report *report, const struct answers *answers, size_t *suspect)
{
    next_seed(report, answers);
    if (*suspect < answers->count) {
        grade_run_check(report, *suspect);
        if (report->results[*suspect].verdict != VERDICT_PASSED)
            return false;
        next_seed(report, answers);
    }
    grade_run_checks(report);
    grade_sum_up(report);
    for (size_t i = 0; i < answers->count; i++)
        if (report->results[i].verdict != VERDICT_PASSED) {
            *suspect = i;
            return false;
        }
    return true;
}

bool grade_seeds(struct report *report, const char *source, const struct options *options,
                 const struct answers *answers, size_t count, bool *passed)
{
    size_t suspect = (size_t)-1;
    bool told = false, tells = true; /* the lessons: were run, and pass */

    grade_begin(report, answers->exercise, options);
    if (!grade_build(report, source))
        return false;
    for (size_t i = 0; i < count; i++) {
        passed[i] = passes(report, &answers[i], &suspect);
        if (passed[i] && !told && report->pending) {
            grade_lessons(report);
            tells = report->verdict == VERDICT_PASSED;
            told = true;
        }
        passed[i] = passed[i] && tells;
    }
    return true;
}
