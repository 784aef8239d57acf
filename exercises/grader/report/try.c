/* What a file did under ./reclaim try: see report.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/heap.h"
#include "exercises/grader/report/parts.h"
#include "exercises/grader/report/report.h"

enum { SOURCE_MOST = 1 << 20, OUTPUT_LINES = 200, CHANGE_LINES = 64, NUMBER = 6 };

/* A line of a text, from 1, without its indentation; "" when there is none. */
static const char *line_of(const char *text, long number)
{
    for (; number > 1 && *text != '\0'; number--)
        text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
    text += strspn(text, " \t");
    return copy_of(text, strcspn(text, "\n"));
}

/* What was printed between two moments. */
static void add_printed(struct text *to, const struct style *style, const char *output,
                        size_t *shown, size_t end)
{
    size_t all = strlen(output);

    end = end < all ? end : all;
    if (end <= *shown)
        return;
    const char *part = copy_of(output + *shown, end - *shown);
    report_add_lines(to, style, make_harmless(part, strlen(part)), "| ", OUTPUT_LINES);
    *shown = end;
}

static void add_line(struct text *to, const struct style *style, const char *source, long number)
{
    const char *line = line_of(source, number);
    char *head = format("%4ld", number);

    add_wrapped(to, style, paint(style, SOFT, head), style->colour ? 0 : NUMBER,
                style->colour ? format("  %s", line) : line);
}

static void add_records(struct text *to, const struct style *style, const struct result *result,
                        const char *source)
{
    const char *output = result->output != NULL ? result->output : "";
    size_t shown = 0;

    for (size_t i = 0; i < result->stream.count; i++) {
        const struct record *record = &result->stream.records[i];
        char *rest;
        if (record->kind == RECORD_DRAW)
            report_add_lines(to, style, make_harmless(record->field[0], strlen(record->field[0])),
                             "", CHANGE_LINES);
        if (record->kind == RECORD_HEAP)
            heap_add(to, style, record->field[0], NULL);
        if (record->kind != RECORD_STEP)
            continue;
        long number = strtol(record->field[0], &rest, 10);
        add_printed(to, style, output, &shown, (size_t)strtoull(rest, NULL, 10));
        if (number > 0)
            add_line(to, style, source, number);
    }
    add_printed(to, style, output, &shown, strlen(output));
}

static void add_end(struct text *to, const struct style *style, const struct result *result)
{
    text_add(to, "\n", 1);
    if (result->verdict == VERDICT_PASSED) {
        text_format(to, "  %s\n", paint(style, GOOD, "At the end nothing is left."));
        return;
    }
    if (result->verdict == VERDICT_LEAKED) {
        text_format(to, "  %s\n", paint(style, BAD, "Still alive at the end:"));
        report_add_leaks(to, style, &result->stream);
        return;
    }
    text_format(to, "  %s\n", paint(style, BAD, verdict_word(result->verdict)));
    if (result->sentence != NULL)
        add_wrapped(to, style, "", REPORT_INDENT, result->sentence);
    if (result->place != NULL)
        report_add_lines(to, style, result->place, "", CHANGE_LINES);
}

void report_add_try(struct text *to, const struct style *style, const struct report *report)
{
    struct text source = {0};

    if (report->count == 0) {
        report_add_refusal(to, style, report);
        return;
    }
    file_read(report->source, SOURCE_MOST, &source);
    add_records(to, style, &report->results[0], make_harmless(text_of(&source), source.size));
    text_free(&source);
    add_end(to, style, &report->results[0]);
}
