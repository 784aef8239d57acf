/* See hints.h. */
#include <string.h>

#include "exercises/grader/path/hints.h"

enum { FILE_MOST = 1 << 20 };

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

static char *trimmed(const char *start, const char *end)
{
    while (start < end && (*start == '\n' || *start == ' '))
        start++;
    while (end > start && (end[-1] == '\n' || end[-1] == ' '))
        end--;
    return copy_of(start, (size_t)(end - start));
}

const char *hints_path(const struct exercise *exercise)
{
    int folder = (int)(base_name(exercise->source) - exercise->source);

    return format("%.*shints.md", folder, exercise->source);
}

/* The part of a file about an exercise, from its heading to the next of that level or a higher one.
 */
static const char *part_about(const struct exercise *exercise, const char *path)
{
    struct text text = {0};
    const char *start = NULL;
    size_t inside = 0;

    if (path == NULL || !file_read(path, FILE_MOST, &text))
        return "";
    for (const char *line = text_of(&text); *line != '\0';) {
        const char *title, *next = line + strcspn(line, "\n");
        size_t level = heading(line, &title);
        next += *next == '\n';
        if (start != NULL && level > 0 && level <= inside)
            return trimmed(start, line);
        if (start == NULL && level > 0 && is_about(title, exercise->id)) {
            start = line;
            inside = level;
        }
        line = next;
    }
    return start != NULL ? trimmed(start, text.bytes + text.size) : "";
}

const char *task_read(const struct exercise *exercise)
{
    return part_about(exercise, exercise->tasks);
}

struct words hints_read(const struct exercise *exercise)
{
    struct words hints = {0};
    const char *hint = NULL, *line = part_about(exercise, hints_path(exercise));

    while (*line != '\0') {
        const char *title, *next = line + strcspn(line, "\n");
        size_t level = heading(line, &title);
        next += *next == '\n';
        if (level > 0 && hint != NULL)
            words_add(&hints, trimmed(hint, line));
        if (level > 0)
            hint = after_prefix(title, "Hint") != NULL ? next : NULL;
        line = next;
    }
    if (hint != NULL)
        words_add(&hints, trimmed(hint, line));
    return hints;
}
