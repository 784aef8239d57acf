/* See report.h. */
#include <stdio.h>
#include <string.h>

#include "exercises/grader/report/parts.h"
#include "exercises/grader/report/report.h"

const char *report_points(int points, int most)
{
    return format("%d of %d points", points, most);
}

enum colour report_colour(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_PASSED: return GOOD;
    case VERDICT_NOT_STARTED:
    case VERDICT_COULD_NOT_RUN: return SOFT;
    default: return BAD;
    }
}

/* "1d  deep release  (stretch)" */
static const char *name_of(const struct report *report)
{
    char *name = format("%s  %s%s", report->exercise->id, exercise_title(report->exercise),
                        report->exercise->star ? "  (stretch)" : "");

    for (char *c = name; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return name;
}

static void add_heading(struct text *to, const struct style *style, const struct report *report)
{
    const char *points = report_points(report->points, report->points_most);
    const char *so_far = format("%s so far", points);
    const char *unless = format("%s, if Valgrind agrees", points);
    const char *right = report->to_be_asked && !report->pending  ? unless
                        : report->pending                        ? so_far
                        : report->verdict != VERDICT_NOT_STARTED ? points
                        : report->points == 0                    ? "not started"
                                                                 : so_far;

    add_both_ends(to, style, name_of(report), STRONG, right,
                  report->pending ? PLAIN : report_colour(report->verdict));
}

static void add_check(struct text *to, const struct style *style, const struct result *result)
{
    enum colour colour = report_colour(result->verdict);
    const char *word = verdict_word(result->verdict);
    char *points = format("%d/%d", result->verdict == VERDICT_PASSED ? result->about->points : 0,
                          result->about->points);
    int room = style->width - 17 - (int)strlen(points) - 2;

    if ((int)strlen(result->about->title) <= room) {
        text_format(to, "  %s%*s%-*s  %s\n", paint(style, colour, word), 15 - (int)strlen(word), "",
                    room, result->about->title, paint(style, SOFT, points));
        return;
    }
    text_format(to, "  %s%*s%s\n", paint(style, colour, word),
                style->width - 2 - (int)strlen(word) - (int)strlen(points), "",
                paint(style, SOFT, points));
    add_wrapped(to, style, "", 4, result->about->title);
}

/* Nothing could be run. */
void report_add_refusal(struct text *to, const struct style *style, const struct report *report)
{
    const char *word = verdict_word(report->verdict);

    if (report->verdict == VERDICT_DID_NOT_COMPILE) {
        text_format(to, "  %s\n\n", paint(style, BAD, word));
        report_add_compiler(to, style, report->sentence);
        return;
    }
    if (report->refusals.count > 0)
        text_format(to, "  %s\n",
                    paint(style, report_colour(report->verdict), "refused before anything ran"));
    for (size_t i = 0; i < report->refusals.count; i++)
        add_wrapped(to, style, "    -", 6, report->refusals.at[i]);
    if (report->sentence != NULL)
        add_wrapped(to, style, "  ", 2, report->sentence);
}

static bool is_failure(const struct result *result)
{
    return result->verdict != VERDICT_PASSED && result->verdict != VERDICT_COULD_NOT_RUN &&
           result->verdict != VERDICT_NOT_STARTED;
}

static void add_todo(struct text *to, const struct style *style, const struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct result *result = &report->results[i];
        if (result->verdict != VERDICT_NOT_STARTED ||
            stream_find(&result->stream, RECORD_TODO) == NULL)
            continue;
        text_add(to, "\n", 1);
        add_wrapped(to, style, "  ", 2, result->sentence);
        return; /* the others say the same of the next stub: one thing at a time */
    }
}

/* What has to pass first, and how many checks wait for it. */
static void add_waiting(struct text *to, const struct style *style, const struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct result *first = &report->results[i];
        size_t waiting = 0;
        if (first->verdict == VERDICT_PASSED)
            continue;
        for (size_t k = 0; k < report->count; k++)
            waiting += report->results[k].verdict == VERDICT_COULD_NOT_RUN &&
                       strcmp(report->results[k].about->after, first->about->name) == 0;
        if (waiting > 0)
            add_wrapped(to, style, "  ", 2,
                        format("\"%s\" has to pass first: %zu check%s for it.", first->about->title,
                               waiting, waiting == 1 ? " waits" : "s wait"));
    }
}

static void add_failures(struct text *to, const struct style *style, const struct report *report,
                         bool full)
{
    size_t shown = 0, failures = 0;

    for (size_t i = 0; i < report->count; i++) {
        if (!is_failure(&report->results[i]))
            continue;
        failures++;
        if (shown > 0 && !full)
            continue;
        text_add(to, "\n", 1);
        report_add_failure(to, style, report, &report->results[i], full);
        shown++;
    }
    if (failures > shown) {
        text_add(to, "\n", 1);
        add_wrapped(to, style, "  ", 2,
                    format("%zu more check%s; mend this one first, or see all with --verbose.",
                           failures - shown, failures - shown == 1 ? " fails" : "s fail"));
    }
    if (failures == 0)
        add_todo(to, style, report);
}

/* What comes below the rows. */
static void add_below(struct text *to, const struct style *style, const struct report *report,
                      bool full)
{
    add_failures(to, style, report, full);
    add_waiting(to, style, report);
    if (report->warning != NULL && report->verdict != VERDICT_NOT_STARTED) {
        text_format(to, "\n  The compiler has a doubt%s:\n",
                    report->verdict == VERDICT_PASSED ? "" : ", too");
        report_add_compiler(to, style, report->warning);
    }
}

void report_add_so_far(struct text *to, const struct style *style, const struct report *report)
{
    size_t known = 0;

    for (size_t i = 0; i < report->count; i++)
        known += report->results[i].judged;
    add_both_ends(to, style, name_of(report), STRONG,
                  format("%zu of %zu checks", known, report->count), SOFT);
    for (size_t i = 0; i < report->count; i++)
        if (report->results[i].judged)
            add_check(to, style, &report->results[i]);
}

void report_add(struct text *to, const struct style *style, const struct report *report, bool full)
{
    add_heading(to, style, report);
    for (size_t i = 0; i + report->pending < report->count; i++)
        add_check(to, style, &report->results[i]);
    if (report->count == 0)
        report_add_refusal(to, style, report);
    if (!report->pending)
        add_below(to, style, report, full);
}

void report_add_rest(struct text *to, const struct style *style, const struct report *report,
                     bool full)
{
    const char *points = format("%s%s", report_points(report->points, report->points_most),
                                report->to_be_asked ? ", if Valgrind agrees" : "");

    add_check(to, style, &report->results[report->count - 1]);
    add_both_ends(to, style, "", PLAIN, points, report_colour(report->verdict));
    add_below(to, style, report, full);
}
