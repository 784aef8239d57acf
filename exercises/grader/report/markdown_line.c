/* What stands within a line: see markdown.h. Marks become single bytes first, so that the width of
 * a word can be told. */
#include <string.h>

#include "exercises/grader/report/markdown.h"

enum { CODE_ON = 1, STRONG_ON, OFF };

/* Where a link's words end, "](target)" behind them, or NULL. */
static const char *link_end(const char *open, const char **after)
{
    const char *close = strstr(open, "](");
    const char *end = close != NULL ? strchr(close, ')') : NULL;

    *after = end != NULL ? end + 1 : NULL;
    return end != NULL ? close : NULL;
}

/* "**", "*" or nothing, where emphasis begins or ends: never between two spaces, as in a * b. */
static size_t emphasis(const char *text, const char *start)
{
    size_t size = strspn(text, "*");
    bool before = text > start && text[-1] != ' ', behind = text[size] != ' ' && text[size] != '\0';

    return size > 0 && size <= 2 && (before || behind) ? size : 0;
}

static const char *mark_code(struct text *to, const char *open, bool keeps)
{
    const char *close = strchr(open + 1, '`');

    if (close == NULL) {
        text_add(to, open, 1);
        return open + 1;
    }
    text_format(to, keeps ? "%c`%.*s`%c" : "%c%.*s%c", CODE_ON, (int)(close - open - 1), open + 1,
                OFF);
    return close + 1;
}

static char *mark(const char *line, bool keeps)
{
    struct text to = {0};
    bool strong = false;
    const char *after;
    size_t size;

    for (const char *at = line; *at != '\0';) {
        const char *close = *at == '[' ? link_end(at, &after) : NULL;
        if (*at == '`') {
            at = mark_code(&to, at, keeps);
        } else if (close != NULL) {
            text_format(&to, "%s", mark(copy_of(at + 1, (size_t)(close - at - 1)), keeps));
            at = after;
        } else if (*at == '*' && (size = emphasis(at, line)) > 0) {
            if (size == 2) {
                strong = !strong;
                text_format(&to, "%c", strong ? STRONG_ON : OFF);
            }
            at += size;
        } else {
            at += *at == '\\' && at[1] == '|'; /* a bar in a table's cell */
            text_add(&to, at++, 1);
        }
    }
    return to.size > 0 ? to.bytes : copy_of("", 0);
}

static int width_of(const char *text, size_t size)
{
    int columns = columns_of(text, size);

    for (size_t i = 0; i < size; i++)
        columns -= text[i] >= CODE_ON && text[i] <= OFF;
    return columns;
}

static void add_marked(struct text *to, const struct style *style, const char *text, size_t size)
{
    static const char *const codes[] = {
        [CODE_ON] = "\033[36m", [STRONG_ON] = "\033[1m", [OFF] = "\033[0m"};

    for (size_t i = 0; i < size; i++)
        if (text[i] >= CODE_ON && text[i] <= OFF)
            text_format(to, "%s", style->colour ? codes[(int)text[i]] : "");
        else
            text_add(to, text + i, 1);
}

void add_markdown_line(struct text *to, const struct style *style, const char *head, int indent,
                       const char *line)
{
    const char *text = mark(make_harmless(line, strlen(line)), !style->colour);
    int column = indent;
    bool fresh = true; /* nothing on this line yet */

    text_format(to, "%s%*s", head, indent - columns_of(head, strlen(head)), "");
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        size_t size = strcspn(text, " ");
        int columns = width_of(text, size);
        if (!fresh && column + 1 + columns > style->width) {
            text_format(to, "\n%*s", indent, "");
            column = indent;
            fresh = true;
        }
        text_format(to, "%s", fresh ? "" : " ");
        add_marked(to, style, text, size);
        column += columns + !fresh;
        fresh = false;
        text += size;
    }
    text_add(to, "\n", 1);
}

int markdown_columns(const struct style *style, const char *line)
{
    const char *text = mark(line, !style->colour);

    return width_of(text, strlen(text));
}
