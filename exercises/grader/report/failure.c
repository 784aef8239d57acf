/* One failure, told in the order in which a reader needs it: what was called, what came of it, what
 * that usually means, where to read, what to do next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/heap.h"
#include "exercises/grader/report/parts.h"
#include "exercises/grader/report/report.h"

enum { OUTPUT_LINES = 20, MORE_SHOWN = 3, INDENT = REPORT_INDENT, DEEP = REPORT_DEEP, VALUE = 10 };

/* What freed memory is filled with in a debug build (common/base/memory.c), read as a number. */
static const char junk[] = "-2459565876494606883";

static const char *shown_value(const struct record *record, bool expected)
{
    const char *kind;

    if (record == NULL)
        return "(nothing: the check ended before)";
    kind = record->field[1];
    if (strcmp(kind, "null") == 0)
        return "NULL";
    if (strcmp(kind, "most") == 0 || strcmp(kind, "least") == 0)
        return expected ? format("at %s %s", kind, record->field[2]) : record->field[2];
    if (strcmp(kind, "int") == 0 && strcmp(record->field[2], junk) == 0)
        return "(junk: the object was freed already)";
    if (strcmp(kind, "line") == 0 && *record->field[2] != '\0')
        return record->field[2] + strspn(record->field[2], " ");
    if (strcmp(kind, "line") == 0)
        return "(an empty line)";
    if (strcmp(kind, "str") != 0)
        return record->field[2];
    return format("\"%s\"", record->field[2]);
}

static void add_value(struct text *to, const struct style *style, const char *head,
                      enum colour colour, const char *value, const struct record *record)
{
    char *harmless = make_harmless(value, strlen(value));

    bool sentence = record != NULL && strcmp(record->field[1], "line") == 0;

    if (sentence || DEEP + VALUE + columns_of(harmless, strlen(harmless)) > style->width)
        add_wrapped(to, style, head, DEEP + VALUE, shortened(harmless));
    else
        text_format(to, "%-*s%s\n", DEEP + VALUE, head, paint(style, colour, harmless));
}

static void add_values(struct text *to, const struct style *style, const struct record *actual,
                       const struct record *expected)
{
    const char *label = (actual != NULL ? actual : expected)->field[0];
    bool parted =
        actual != NULL && expected != NULL && strcmp(actual->field[0], expected->field[0]) != 0;
    const char *right = shown_value(expected, true), *wrong = shown_value(actual, false);

    report_add_title(to, style, label);
    if (parted)
        right = format("%s (of: %s)", right, expected->field[0]);
    add_value(to, style, "      expected", GOOD, right, expected);
    add_value(to, style, "      got", BAD, wrong, actual);
}

/* The last drawing before a record, or NULL. */
static const struct record *drawing_before(const struct stream *stream, size_t end)
{
    for (size_t i = end; i-- > 0;)
        if (stream->records[i].kind == RECORD_DRAW || stream->records[i].kind == RECORD_HEAP)
            return &stream->records[i];
    return NULL;
}

static void add_table(struct text *to, const struct style *style, const char *title,
                      const struct record *lines)
{
    report_add_title(to, style, title);
    report_add_lines(to, style, make_harmless(lines->field[0], strlen(lines->field[0])), "", 40);
}

static void add_drawings(struct text *to, const struct style *style, const struct record *actual,
                         const struct record *expected)
{
    if (actual == NULL)
        return;
    if (expected != NULL &&
        (expected->kind != actual->kind || strcmp(actual->field[0], expected->field[0]) == 0))
        expected = NULL;
    if (actual->kind == RECORD_HEAP) {
        heap_add(to, style, actual->field[0], expected != NULL ? expected->field[0] : NULL);
        return;
    }
    if (expected != NULL)
        add_table(to, style, heap_should_be, expected);
    add_table(to, style, expected != NULL ? heap_is : heap_alone, actual);
}

/* Further observations of the same call that differ, each once. What differs after later calls is
 * often a consequence, and says nothing without its call. */
static void add_other_differences(struct text *to, const struct style *style,
                                  const struct result *result)
{
    size_t more = 0, at = 0, unused;
    struct words said = {0};

    stream_see(&result->stream, result->first_wrong, &at);
    const struct record *call = report_step_before(&result->stream, at);
    for (size_t i = result->first_wrong + 1;; i++) {
        const struct record *actual = stream_see(&result->stream, i, &at);
        const struct record *expected = stream_see(result->expected, i, &unused);
        if (actual == NULL || expected == NULL || report_step_before(&result->stream, at) != call)
            break;
        if (!records_differ(actual, expected))
            continue;
        const char *line = format("also %s: expected %s, got %s", actual->field[0],
                                  shown_value(expected, true), shown_value(actual, false));
        if (words_have(&said, line))
            continue;
        words_add(&said, line);
        if (more++ < MORE_SHOWN)
            report_add_line(to, style, "", line);
    }
    if (more > MORE_SHOWN)
        report_add_line(to, style, "", format("and %zu more differ", more - MORE_SHOWN));
}

/* The error that was pending at a record, "" when there was none. */
static const char *pending_at(const struct stream *stream, size_t end)
{
    for (size_t i = end; i-- > 0;)
        if (stream->records[i].kind == RECORD_PENDING)
            return stream->records[i].field[0];
    return "";
}

static void add_pending(struct text *to, const struct style *style, const char *pending)
{
    if (*pending != '\0')
        add_wrapped(to, style, "", INDENT,
                    format("The library had an error pending: %s",
                           make_harmless(pending, strlen(pending))));
}

static void add_difference(struct text *to, const struct style *style, const struct result *result)
{
    size_t at = result->stream.count, expected_at = result->expected->count;
    const struct record *actual = stream_see(&result->stream, result->first_wrong, &at);
    const struct record *expected = stream_see(result->expected, result->first_wrong, &expected_at);

    report_add_steps(to, style, &result->stream, at, true);
    add_values(to, style, actual, expected);
    if (result->lesson == NULL)
        add_other_differences(to, style, result);
    const char *pending = pending_at(&result->stream, at);
    if (strcmp(pending, pending_at(result->expected, expected_at)) != 0)
        add_pending(to, style, pending);
    if (result->owed.at < at && result->owed.what != OWES_PENDING)
        report_add_owed(to, style, result);
    add_drawings(to, style, drawing_before(&result->stream, at),
                 drawing_before(result->expected, expected_at));
}

/* Every value was right, and still something is owed. */
static void add_owing(struct text *to, const struct style *style, const struct result *result)
{
    report_add_steps(to, style, &result->stream, result->owed.at, true);
    report_add_owed(to, style, result);
    add_drawings(to, style, drawing_before(&result->stream, result->owed.at), NULL);
}

static void add_leaks(struct text *to, const struct style *style, const struct result *result)
{
    report_add_steps(to, style, &result->stream, result->stream.count, false);
    report_add_title(to, style, "still alive after the check dropped all it had");
    report_add_leaks(to, style, &result->stream);
    add_drawings(to, style, drawing_before(&result->stream, result->stream.count), NULL);
    report_add_owed(to, style, result);
}

/* It never came to its end: the last call, and where in the learner's file. */
static void add_end(struct text *to, const struct style *style, const struct result *result)
{
    report_add_steps(to, style, &result->stream, result->stream.count, true);
    if (result->place != NULL) {
        report_add_title(to, style,
                         result->verdict == VERDICT_TIMED_OUT ? "where it was" : "where");
        report_add_lines(to, style, result->place, "", 8);
    }
    if (result->first_wrong != (size_t)-1) {
        report_add_title(to, style, "before that, this was already wrong");
        size_t at;
        add_values(to, style, stream_see(&result->stream, result->first_wrong, &at),
                   stream_see(result->expected, result->first_wrong, &at));
    }
    add_pending(to, style, pending_at(&result->stream, result->stream.count));
    if (result->owed.what != OWES_PENDING)
        report_add_owed(to, style, result);
}

static void add_way_on(struct text *to, const struct style *style, const struct report *report,
                       const struct result *result, bool full)
{
    const struct exercise *exercise = report->exercise;
    const char *reason = reason_for(result);

    if (result->lesson != NULL)
        report_add_false_claims(to, style, result);
    if (reason != NULL)
        add_wrapped(to, style, "    usually", 13, reason);
    if (*result->about->see != '\0')
        add_wrapped(to, style, "    read", 13, report_reading(exercise, result->about->see));
    if (result->lesson != NULL)
        report_add_lesson(to, style, report, result, full);
    if (exercise->tasks == NULL) /* the capstone */
        return;
    add_wrapped(to, style, "    hint", 13, format("./reclaim hint %s", exercise->id));
    add_wrapped(
        to, style, "    again", 13,
        format("./reclaim grade %s --seed %llu", exercise->id, (unsigned long long)report->seed));
}

void report_add_failure(struct text *to, const struct style *style, const struct report *report,
                        const struct result *result, bool full)
{
    const char *word = verdict_word(result->verdict);

    char *title = format("%s: %s", word, result->about->title);
    if (columns_of(title, strlen(title)) + 2 <= style->width)
        text_format(to, "  %s\n", paint(style, BAD, title));
    else
        add_wrapped(to, style, "", 2, title);
    if (result->sentence != NULL)
        add_wrapped(to, style, "", INDENT,
                    make_harmless(result->sentence, strlen(result->sentence)));
    if (result->note != NULL)
        report_add_lines(to, style, make_harmless(result->note, strlen(result->note)), "", 40);
    else if (result->verdict == VERDICT_WRONG && result->first_wrong == (size_t)-1)
        add_owing(to, style, result);
    else if (result->verdict == VERDICT_WRONG)
        add_difference(to, style, result);
    else if (result->verdict == VERDICT_LEAKED)
        add_leaks(to, style, result);
    else
        add_end(to, style, result);
    if (result->output != NULL && *result->output != '\0') {
        report_add_title(to, style, "what your code printed");
        report_add_lines(to, style, make_harmless(result->output, strlen(result->output)), "| ",
                         OUTPUT_LINES);
    }
    add_way_on(to, style, report, result, full);
}
