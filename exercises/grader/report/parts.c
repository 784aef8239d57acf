/* See parts.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/parts.h"

enum { STEPS_SHOWN = 6, INDENT = REPORT_INDENT, DEEP = REPORT_DEEP };

void report_add_line(struct text *to, const struct style *style, const char *head, const char *line)
{
    const char *harmless = make_harmless(line, strlen(line));

    add_wrapped(to, style, head, DEEP, shortened(harmless));
}

void report_add_title(struct text *to, const struct style *style, const char *title)
{
    const char *harmless = shortened(make_harmless(title, strlen(title)));

    if (INDENT + columns_of(harmless, strlen(harmless)) > style->width)
        add_wrapped(to, style, "", INDENT, harmless);
    else
        text_format(to, "%*s%s\n", INDENT, "", paint(style, SOFT, harmless));
}

void report_add_lines(struct text *to, const struct style *style, const char *text,
                      const char *margin, int most)
{
    int shown = 0;

    while (*text != '\0' && shown < most) {
        size_t size = strcspn(text, "\n"), inner = strspn(text, " ");
        const char *line = shortened(copy_of(text, size));
        if (DEEP + columns_of(margin, strlen(margin)) + columns_of(line, strlen(line)) <=
                style->width ||
            inner > size)
            text_format(to, "%*s%s%s\n", DEEP, "", margin, line);
        else
            add_wrapped(to, style, format("%*s%s%.*s", DEEP, "", margin, (int)inner, text),
                        DEEP + (int)(strlen(margin) + inner), line + inner);
        text += size + (text[size] == '\n');
        shown++;
    }
    int more = 0;
    for (; *text != '\0'; text++)
        more += *text == '\n' || text[1] == '\0';
    if (more > 0)
        text_format(to, "%*s%s(%d more line%s)\n", DEEP, "", margin, more, more == 1 ? "" : "s");
}

void report_add_steps(struct text *to, const struct style *style, const struct stream *stream,
                      size_t end, bool marked)
{
    size_t count = 0, skip, left;

    for (size_t i = 0; i < end; i++)
        count += stream->records[i].kind == RECORD_STEP;
    if (count == 0)
        return;
    skip = count > STEPS_SHOWN ? count - STEPS_SHOWN : 0;
    left = count - skip;
    report_add_title(to, style, "what was called");
    if (skip > 0)
        text_format(to, "%*s... %zu earlier\n", DEEP, "", skip);
    for (size_t i = 0; i < end; i++) {
        if (stream->records[i].kind != RECORD_STEP)
            continue;
        if (skip > 0) {
            skip--;
            continue;
        }
        report_add_line(to, style, --left == 0 && marked ? "    > " : "",
                        stream->records[i].field[0]);
    }
}

const struct record *report_step_before(const struct stream *stream, size_t at)
{
    while (at-- > 0)
        if (stream->records[at].kind == RECORD_STEP)
            return &stream->records[at];
    return NULL;
}

void report_add_leaks(struct text *to, const struct style *style, const struct stream *stream)
{
    for (size_t i = 0; i < stream->count; i++) {
        const struct record *leak = &stream->records[i];
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
        report_add_line(to, style, "", line.bytes);
    }
}
