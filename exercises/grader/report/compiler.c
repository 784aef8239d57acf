/* What a compiler said, for a terminal of any width: see parts.h. */
#include <stdio.h>
#include <string.h>

#include "exercises/grader/report/parts.h"

enum { GUTTER = 8 }; /* "   42 | " */

/* Columns to leave out of every line of source, so that the caret is seen. */
static int left_out(const struct style *style, const char *lines)
{
    int room = style->width - GUTTER, most = 0, caret = 0;

    for (const char *line = lines; *line != '\0';) {
        size_t size = strcspn(line, "\n");
        const char *found = memchr(line, '^', size);
        bool carets =
            found != NULL && strspn(line + GUTTER, " ") + GUTTER == (size_t)(found - line);
        if (carets && caret == 0)
            caret = (int)(found - line) - GUTTER;
        most = (int)size - GUTTER > most ? (int)size - GUTTER : most;
        line += size + (line[size] == '\n');
    }
    return most <= room || caret < room / 2 ? 0 : caret - room / 2;
}

/* A line of the compiler's that begins with a gutter, "   42 | " or "      | ". */
static bool has_gutter(const char *line, size_t size)
{
    return size > GUTTER && *line == ' ' && strspn(line, " 0123456789") == GUTTER - 2 &&
           line[GUTTER - 2] == '|';
}

void report_add_compiler(struct text *to, const struct style *style, const char *message)
{
    const char *text = make_harmless(message, strlen(message));
    size_t first = strcspn(text, "\n");
    const char *rest = text + first + (text[first] == '\n');
    int skip = left_out(style, rest);

    add_wrapped(to, style, "", 0, copy_of(text, first));
    while (*rest != '\0') {
        size_t size = strcspn(rest, "\n"), from = has_gutter(rest, size) ? GUTTER : 0;
        size_t start = from > 0 ? from + (size_t)skip : 0, room = (size_t)style->width - from;
        const char *part = start < size ? copy_of(rest + start, size - start) : "";
        while (columns_of(part, strlen(part)) > (int)room)
            part = copy_of(part, strlen(part) - 1);
        text_format(to, "%.*s%s\n", (int)from, rest, part);
        rest += size + (rest[size] == '\n');
    }
}
