/* See hints.h. */
#include <string.h>

#include "exercises/grader/path/hints.h"

enum { TASKS_MOST = 1 << 20 };

/* "### Hint 1" gives 3 and, in *title, "Hint 1"; no heading gives 0. */
static size_t heading(const char *line, const char **title)
{
    size_t level = strspn(line, "#");

    *title = line + level + strspn(line + level, " ");
    return level > 0 && line[level] == ' ' ? level : 0;
}

static bool is_about(const char *title, const char *id)
{
    const char *rest = after_prefix(title, id);

    return rest != NULL &&
           (strchr(" .:*\n", *rest) != NULL || *rest == '\0' || (unsigned char)*rest >= 0x80);
}

/* A hint as paragraphs: a line break in the middle of one becomes a space, one before an indented
 * line or a list stays. */
static void join_lines(char *text)
{
    for (char *c = text; *c != '\0'; c++) {
        bool starts_paragraph = strchr(" \n-*", c[1]) != NULL || after_prefix(c + 1, "```") != NULL;
        if (*c == '\n' && c > text && c[-1] != '\n' && !starts_paragraph)
            *c = ' ';
    }
}

static char *trimmed(const char *start, const char *end)
{
    while (start < end && (*start == '\n' || *start == ' '))
        start++;
    while (end > start && (end[-1] == '\n' || end[-1] == ' '))
        end--;
    char *text = copy_of(start, (size_t)(end - start));
    join_lines(text);
    return text;
}

struct words hints_read(const struct exercise *exercise)
{
    struct words hints = {0};
    struct text tasks = {0};
    const char *hint = NULL;
    size_t inside = 0; /* level of the exercise's own heading, 0 outside of its section */

    if (exercise->tasks == NULL || !file_read(exercise->tasks, TASKS_MOST, &tasks))
        return hints;
    for (const char *line = text_of(&tasks); *line != '\0';) {
        const char *title, *next = line + strcspn(line, "\n");
        size_t level = heading(line, &title);
        next += *next == '\n';
        if (level > 0) {
            if (hint != NULL)
                words_add(&hints, trimmed(hint, line));
            if (is_about(title, exercise->id))
                inside = level;
            else if (level <= inside)
                inside = 0;
            hint = inside > 0 && after_prefix(title, "Hint") != NULL ? next : NULL;
        }
        line = next;
    }
    if (hint != NULL)
        words_add(&hints, trimmed(hint, tasks.bytes + tasks.size));
    return hints;
}
