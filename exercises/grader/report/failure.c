/* One failure, told in the order in which a reader needs it: what was called, what came of it, what
 * that usually means, where to read, what to do next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/report.h"

enum { STEPS_SHOWN = 6, OUTPUT_LINES = 20, MORE_SHOWN = 3, INDENT = 4, DEEP = 6, VALUE = 10 };

static void add_line(struct text *to, const char *line)
{
    text_format(to, "%*s%s\n", DEEP, "", make_harmless(line, strlen(line)));
}

static void add_title(struct text *to, const struct style *style, const char *title)
{
    text_format(to, "%*s%s\n", INDENT, "", paint(style, SOFT, title));
}

/* Lines of text, each indented, at most so many. */
static void add_lines(struct text *to, const char *text, const char *margin, int most)
{
    int shown = 0;

    while (*text != '\0' && shown < most) {
        size_t size = strcspn(text, "\n");
        text_format(to, "%*s%s%.*s\n", DEEP, "", margin, (int)size, text);
        text += size + (text[size] == '\n');
        shown++;
    }
    int more = 0;
    for (; *text != '\0'; text++)
        more += *text == '\n' || text[1] == '\0';
    if (more > 0)
        text_format(to, "%*s%s(%d more line%s)\n", DEEP, "", margin, more, more == 1 ? "" : "s");
}

/* Steps before the record at `end`: the last few in full. */
static void add_steps(struct text *to, const struct style *style, const struct stream *stream,
                      size_t end)
{
    size_t count = 0, skip;

    for (size_t i = 0; i < end; i++)
        count += stream->records[i].kind == RECORD_STEP;
    if (count == 0)
        return;
    skip = count > STEPS_SHOWN ? count - STEPS_SHOWN : 0;
    add_title(to, style, "what was called");
    if (skip > 0)
        text_format(to, "%*s... %zu earlier\n", DEEP, "", skip);
    for (size_t i = 0; i < end; i++) {
        if (stream->records[i].kind != RECORD_STEP)
            continue;
        if (skip > 0)
            skip--;
        else
            add_line(to, stream->records[i].field[0]);
    }
}

/* What freed memory is filled with in a debug build (common/base/memory.c), read as a number. */
static const char junk[] = "-2459565876494606883";

static const char *shown_value(const struct record *record)
{
    const char *kind;

    if (record == NULL)
        return "(nothing: the check ended before)";
    kind = record->field[1];
    if (strcmp(kind, "null") == 0)
        return "NULL";
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

    if (record != NULL && strcmp(record->field[1], "line") == 0) /* a sentence */
        add_wrapped(to, style, head, DEEP + VALUE, harmless);
    else
        text_format(to, "%-*s%s\n", DEEP + VALUE, head, paint(style, colour, harmless));
}

static void add_values(struct text *to, const struct style *style, const struct record *actual,
                       const struct record *expected)
{
    const char *label = (actual != NULL ? actual : expected)->field[0];
    bool parted =
        actual != NULL && expected != NULL && strcmp(actual->field[0], expected->field[0]) != 0;
    const char *right = shown_value(expected), *wrong = shown_value(actual);

    add_title(to, style, make_harmless(label, strlen(label)));
    if (parted)
        right = format("%s (of: %s)", right, expected->field[0]);
    add_value(to, style, "      expected", GOOD, right, expected);
    add_value(to, style, "      got", BAD, wrong, actual);
}

/* The last drawing before a record, or NULL. */
static const char *drawing_before(const struct stream *stream, size_t end)
{
    for (size_t i = end; i-- > 0;)
        if (stream->records[i].kind == RECORD_DRAW)
            return stream->records[i].field[0];
    return NULL;
}

static void add_drawings(struct text *to, const struct style *style, const char *actual,
                         const char *expected)
{
    if (actual == NULL)
        return;
    if (expected != NULL && strcmp(actual, expected) != 0) {
        add_title(to, style, "the heap as it should be");
        add_lines(to, make_harmless(expected, strlen(expected)), "", 40);
        add_title(to, style, "and as it is");
    } else {
        add_title(to, style, "the heap");
    }
    add_lines(to, make_harmless(actual, strlen(actual)), "", 40);
}

/* Further observations that differ, a line each: they are often consequences of the first. */
static void add_other_differences(struct text *to, const struct result *result)
{
    size_t more = 0;

    for (size_t i = result->first_wrong + 1;; i++) {
        size_t at;
        const struct record *actual = stream_see(&result->stream, i, &at);
        const struct record *expected = stream_see(result->expected, i, &at);
        if (actual == NULL || expected == NULL)
            break;
        if (!records_differ(actual, expected))
            continue;
        if (more++ < MORE_SHOWN)
            add_line(to, format("also %s: expected %s, got %s", actual->field[0],
                                shown_value(expected), shown_value(actual)));
    }
    if (more > MORE_SHOWN)
        add_line(to, format("and %zu more differ", more - MORE_SHOWN));
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

    add_steps(to, style, &result->stream, at);
    add_values(to, style, actual, expected);
    if (result->lesson == NULL)
        add_other_differences(to, result);
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
    add_steps(to, style, &result->stream, result->owed.at);
    report_add_owed(to, style, result);
    add_drawings(to, style, drawing_before(&result->stream, result->owed.at), NULL);
}

static void add_leaks(struct text *to, const struct style *style, const struct result *result)
{
    add_steps(to, style, &result->stream, result->stream.count);
    add_title(to, style, "still alive after the check dropped all it had");
    for (size_t i = 0; i < result->stream.count; i++) {
        const struct record *leak = &result->stream.records[i];
        if (leak->kind != RECORD_LEAK)
            continue;
        bool one = strcmp(leak->field[1], "1") == 0;
        struct text line = {0};
        bool bare = *leak->field[2] == '\0'; /* a block of memory, not an object */
        text_format(&line, "%s %s%s", leak->field[1], leak->field[0],
                    one    ? ""
                    : bare ? "s"
                           : " objects");
        if (!bare)
            text_format(&line, ", made at %s:%s", base_name(leak->field[2]), leak->field[3]);
        if (atoll(leak->field[4]) > 0)
            text_format(&line, ", %s reference%s left", leak->field[4],
                        strcmp(leak->field[4], "1") == 0 ? "" : "s");
        add_line(to, line.bytes);
    }
    add_drawings(to, style, drawing_before(&result->stream, result->stream.count), NULL);
    report_add_owed(to, style, result);
}

/* It never came to its end: the last call, and where in the learner's file. */
static void add_end(struct text *to, const struct style *style, const struct result *result)
{
    add_steps(to, style, &result->stream, result->stream.count);
    if (result->place != NULL) {
        add_title(to, style, result->verdict == VERDICT_TIMED_OUT ? "where it was" : "where");
        add_lines(to, result->place, "", 8);
    }
    if (result->first_wrong != (size_t)-1) {
        add_title(to, style, "before that, this was already wrong");
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

    text_format(to, "  %s\n", paint(style, BAD, format("%s: %s", word, result->about->title)));
    if (result->sentence != NULL)
        add_wrapped(to, style, "", INDENT,
                    make_harmless(result->sentence, strlen(result->sentence)));
    if (result->note != NULL)
        add_lines(to, make_harmless(result->note, strlen(result->note)), "", 40);
    else if (result->verdict == VERDICT_WRONG && result->first_wrong == (size_t)-1)
        add_owing(to, style, result);
    else if (result->verdict == VERDICT_WRONG)
        add_difference(to, style, result);
    else if (result->verdict == VERDICT_LEAKED)
        add_leaks(to, style, result);
    else
        add_end(to, style, result);
    if (result->output != NULL && *result->output != '\0') {
        add_title(to, style, "what your code printed");
        add_lines(to, make_harmless(result->output, strlen(result->output)), "| ", OUTPUT_LINES);
    }
    add_way_on(to, style, report, result, full);
}
