/* page: a lesson's page in the terminal, one section at a time, with its runs where they stand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/commands/ask.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/commands/page_section.h"
#include "exercises/grader/path/progress.h"

/* The first that has not been read; the first of all when all have been. */
static const struct section *first_unread(const struct reader *reader,
                                          const struct sections *sections)
{
    for (size_t i = 0; i < sections->count; i++)
        if (progress_get(reader->root, "read", sections->at[i].id) <= 0)
            return &sections->at[i];
    return &sections->at[0];
}

static const struct section *section_wanted(const struct sections *sections,
                                            const struct options *options, const char *lesson)
{
    const struct section *found = sections_find(sections, options->section);
    struct text names = {0};

    if (found != NULL)
        return found;
    for (size_t i = 0; i < sections->count; i++)
        text_format(&names, "%s%s", i > 0 ? ", " : "", section_word(&sections->at[i]));
    give_up("lesson %d has no section \"%.60s\". It has: %s.", atoi(lesson), options->section,
            text_of(&names));
}

static const char *lesson_wanted(const struct catalogue *catalogue, const struct options *options)
{
    const struct exercise **chosen = allocate(catalogue->count, sizeof *chosen);

    if (options->arguments.count != 1)
        give_up("say of which lesson: ./reclaim page %d", atoi(catalogue->exercises[0].lesson));
    catalogue_choose(catalogue, options->arguments.at[0], chosen);
    return chosen[0]->lesson;
}

/* The next title at the prompt, as much of it as stands on one line. */
static void wait_for(struct screen *screen, const char *title)
{
    int room = screen->style.width - (int)sizeof "Enter:    q: leave ";
    bool fits = (int)strlen(title) <= room;

    screen_wait(screen, format("Enter: %.*s%s   q: leave ", fits ? (int)strlen(title) : room - 3,
                               title, fits ? "" : "..."));
}

/* Whether the path has an exercise behind a section that is still to be done. */
static bool exercise_is_due(const struct path *path, const struct section *section)
{
    bool here = false;

    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        if (here && (step->kind != STEP_EXERCISE || (!step->done && !step->exercise->star)))
            return step->kind == STEP_EXERCISE;
        here = here || (step->kind == STEP_SECTION && strcmp(step->id, section->id) == 0);
    }
    return false;
}

/* After the last section: what the path has next. */
static void show_end(const struct reader *reader, const struct options *options)
{
    if (reader->screen.left)
        printf("%s\n", paint(&reader->screen.style, SOFT, "./reclaim next goes on here."));
    else
        show_way_on(reader->path->catalogue, options, NULL);
}

int command_page(const struct options *options)
{
    struct catalogue catalogue;
    struct sections sections;
    struct path path;

    catalogue_load(&catalogue, options->build);
    path_load(&path, &catalogue, options, false);
    struct reader reader = {
        .path = &path,
        .screen = {.style = style_of_terminal(), .waits = can_ask() && !options->all},
        .lesson = lesson_wanted(&catalogue, options),
        .root = catalogue.exercises[0].root,
        .build = options->build};
    if (!sections_read(&sections, reader.root, reader.lesson))
        give_up("there is no page lessons/%s/lesson.md.", reader.lesson);
    bool one = options->section != NULL && !(options->onward && reader.screen.waits);
    const struct section *section = options->section != NULL
                                        ? section_wanted(&sections, options, reader.lesson)
                                    : reader.screen.waits ? first_unread(&reader, &sections)
                                                          : &sections.at[0];
    for (; !reader.screen.left && section < sections.at + sections.count; section++) {
        page_show_section(&reader, &sections, section);
        if (one || reader.screen.left || (options->onward && exercise_is_due(&path, section)))
            break;
        if (section + 1 < sections.at + sections.count)
            wait_for(&reader.screen, section[1].title);
    }
    show_end(&reader, options);
    return 0;
}
