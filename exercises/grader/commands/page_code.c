/* See page_code.h. */
#include <ctype.h>
#include <string.h>

#include "exercises/grader/commands/page_code.h"
#include "exercises/grader/commands/page_told.h"

enum { SOURCE_MOST = 1 << 20 };

/* "//! [name]", "# [name]": the beginning or the end of a part. */
static bool is_marker(const char *line)
{
    line += strspn(line, " ");
    return after_prefix(line, "//! [") != NULL || after_prefix(line, "# [") != NULL ||
           after_prefix(line, "/* [") != NULL;
}

static struct words between_markers(const struct words *lines, const char *name)
{
    struct words part = {0};
    char *marker = format("[%s]", name);
    bool inside = false;

    for (size_t i = 0; i < lines->count; i++) {
        if (is_marker(lines->at[i]))
            inside = inside != (strstr(lines->at[i], marker) != NULL);
        else if (inside)
            words_add(&part, lines->at[i]);
    }
    return part;
}

/* From the line that names it, no declaration, to its closing brace. */
static struct words function_of(const struct words *lines, const char *name)
{
    struct words part = {0};
    char *call = format("%s(", name);
    bool inside = false;

    for (size_t i = 0; i < lines->count; i++) {
        const char *line = lines->at[i], *found = strstr(line, call);
        if (!inside && found != NULL && found > line && islower((unsigned char)*line) &&
            (found[-1] == ' ' || found[-1] == '*') && strchr(found, ';') == NULL)
            inside = true;
        if (inside)
            words_add(&part, line);
        if (inside && strcmp(line, "}") == 0)
            break;
    }
    return part;
}

static void take_indent_off(struct words *lines)
{
    size_t indent = SOURCE_MOST;

    for (size_t i = 0; i < lines->count; i++)
        if (*lines->at[i] != '\0' && strspn(lines->at[i], " ") < indent)
            indent = strspn(lines->at[i], " ");
    for (size_t i = 0; i < lines->count; i++)
        if (*lines->at[i] != '\0')
            lines->at[i] += indent;
}

struct words page_code(const char *root, const char *lesson, const char *file, const char *name,
                       const char **path)
{
    bool library = strchr(file, '/') != NULL;
    struct text source = {0};
    struct words lines = {0};

    *path = library ? file : format("lessons/%s/%s", lesson, file);
    if (!file_read(format("%s/%s", root, *path), SOURCE_MOST, &source) || source.size == 0)
        return lines;
    for (char *rest = source.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        words_add(&lines, line);
    struct words part = library ? function_of(&lines, name) : between_markers(&lines, name);
    take_indent_off(&part);
    return strncmp(file, "lesson.", strlen("lesson.")) == 0 ? page_without_telling(&part) : part;
}
