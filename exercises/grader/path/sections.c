/* See sections.h. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exercises/grader/path/sections.h"

enum { PAGE_MOST = 1 << 20 };

/* "Title {#anchor}" becomes the two. */
static void read_heading(char *line, const char **title, const char **anchor)
{
    char *brace = strstr(line, " {#");

    *anchor = "";
    if (brace != NULL) {
        *anchor = copy_of(brace + 3, strcspn(brace + 3, "}"));
        *brace = '\0';
    }
    *title = line;
}

static struct section *add_section(struct sections *sections)
{
    sections->at = reallocarray(sections->at, sections->count + 1, sizeof sections->at[0]);
    if (sections->at == NULL)
        give_up("this machine has no memory left.");
    sections->at[sections->count] = (struct section){.title = sections->title};
    return &sections->at[sections->count++];
}

static void note(struct section *section, const char *line)
{
    const char *run = after_prefix(line, "@verbinclude ");
    const char *exercise = after_prefix(line, "@exercise ");

    if (run != NULL && section->act == 0 && (run = strstr(run, ".act")) != NULL)
        section->act = atoi(run + strlen(".act"));
    if (exercise != NULL)
        words_add(&section->exercises, copy_of(exercise, strcspn(exercise, " ")));
}

static void finish(struct section *section, struct text *text)
{
    if (section == NULL)
        return;
    section->text = copy_of(text_of(text), text->size);
    text_free(text);
}

bool sections_read(struct sections *sections, const char *root, const char *lesson)
{
    struct text page = {0}, text = {0};
    struct section *section = NULL;
    bool fenced = false;

    *sections = (struct sections){.title = lesson};
    if (!file_read(format("%s/lessons/%s/lesson.md", root, lesson), PAGE_MOST, &page) ||
        page.size == 0)
        return false;
    for (char *rest = page.bytes, *line; (line = strsep(&rest, "\n")) != NULL;) {
        const char *anchor;
        size_t level = fenced ? 0 : strspn(line, "#");
        fenced = fenced != (after_prefix(line, "```") != NULL);
        if ((level == 1 || level == 2) && line[level] == ' ') {
            finish(section, &text);
            if (level == 1)
                read_heading(line + 2, &sections->title, &anchor);
            section = add_section(sections);
            if (level == 2)
                read_heading(line + 3, &section->title, &anchor);
            section->id = anchor;
        } else if (section != NULL) {
            text_format(&text, "%s\n", line);
            note(section, line);
        }
    }
    finish(section, &text);
    return sections->count > 0;
}

const char *section_word(const struct section *section)
{
    const char *dash = strchr(section->id, '-');

    return dash != NULL ? dash + 1 : "start";
}

const struct section *sections_find(const struct sections *sections, const char *word)
{
    char *end;
    long number = strtol(word, &end, 10);

    if (end != word && *end == '\0')
        return number >= 1 && (size_t)number <= sections->count ? &sections->at[number - 1] : NULL;
    for (size_t i = 0; i < sections->count; i++)
        if (strcasecmp(word, sections->at[i].id) == 0 ||
            strcasecmp(word, section_word(&sections->at[i])) == 0)
            return &sections->at[i];
    for (size_t i = 0; i < sections->count; i++)
        if (*word != '\0' && strcasestr(sections->at[i].title, word) != NULL)
            return &sections->at[i];
    return NULL;
}
