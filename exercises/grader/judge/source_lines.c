/* See source_lines.h. */
#include <string.h>

#include "exercises/grader/judge/source_lines.h"

static char trigraph(const char *at)
{
    static const char ends[] = "=/'()!<>-", means[] = "#\\^[]|{}~";
    const char *found = at[0] == '?' && at[1] == '?' && at[2] != '\0' ? strchr(ends, at[2]) : NULL;

    return found != NULL ? means[found - ends] : '\0';
}

/* The next character as the compiler sees it, and where the one after it begins. A spliced line is
 * passed over, and *lines counts how many were. */
static char next_character(const char **at, int *lines)
{
    for (;;) {
        char means = trigraph(*at);
        const char *after = *at + (means != '\0' ? 3 : 1);
        if (means == '\0')
            means = **at;
        if (means != '\\') {
            *at = **at != '\0' ? after : *at;
            return means;
        }
        const char *end = after + strspn(after, " \t\r\f");
        if (*end != '\n') {
            *at = after;
            return '\\';
        }
        *at = end + 1;
        ++*lines;
    }
}

int source_odd_line(const struct text *file)
{
    int line = 1;

    for (size_t i = 0; i < file->size; i++) {
        unsigned char c = (unsigned char)file->bytes[i];
        bool pair = c == '\r' && i + 1 < file->size && file->bytes[i + 1] == '\n';
        if (c < ' ' && strchr("\t\n\f", c) == NULL && !pair)
            return line;
        if (c == '\0') /* which strchr() finds, too */
            return line;
        line += c == '\n';
    }
    return 0;
}

void source_join_lines(const struct text *file, struct text *to)
{
    const char *at = text_of(file);
    int lines = 0;

    text_add(to, "", 0);
    while (*at != '\0') {
        char c = next_character(&at, &lines);
        text_add(to, &c, c != '\0');
        for (; c == '\n' && lines > 0; lines--)
            text_add(to, "\n", 1);
    }
    text_add(to, "\n", 1);
}
