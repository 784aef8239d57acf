/* hint and solution: what helps, a little at a time. */
#include <stdio.h>
#include <string.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/hints.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/path/standing.h"
#include "exercises/grader/report/markdown.h"

enum { SOURCE_MOST = 1 << 20 };

static bool has_passed(const struct exercise *exercise, const struct options *options)
{
    struct style style = style_of_terminal();

    show_meanwhile(&style, "judging what has changed");
    struct standing standing = standing_of(exercise, options, true);
    show_meanwhile(&style, NULL);
    return standing_passed(&standing);
}

const struct exercise *one_exercise(const struct catalogue *catalogue,
                                    const struct options *options, const char *command)
{
    const struct exercise **chosen = allocate(catalogue->count, sizeof *chosen);

    if (options->arguments.count != 1)
        give_up("say for which exercise: ./reclaim %s %s", command, catalogue->exercises[0].id);
    if (catalogue_choose(catalogue, options->arguments.at[0], chosen) != 1)
        give_up("%s is a whole lesson; say for which exercise: ./reclaim %s %s",
                options->arguments.at[0], command, chosen[0]->id);
    return chosen[0];
}

static void add_hint(struct text *text, const struct style *style, const struct exercise *exercise,
                     const struct words *hints, size_t turn)
{
    char *head = format("%s, hint %zu of %zu", exercise->id, turn + 1, hints->count);

    text_format(text, "%s\n", paint(style, STRONG, head));
    add_markdown(text, style, hints->at[turn]);
    text_add(text, "\n", 1);
    if (turn + 1 < hints->count)
        add_markdown_line(text, style, "", 0,
                          format("The next one: `./reclaim hint %s --more`", exercise->id));
    else
        add_markdown_line(text, style, "", 0, "That is the last one.");
}

int command_hint(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct text text = {0};

    catalogue_load(&catalogue, options->build);
    const struct exercise *exercise = one_exercise(&catalogue, options, "hint");
    struct words hints = hints_read(exercise);
    int taken = progress_get(exercise->root, "hints", exercise->id);
    if (hints.count == 0)
        give_up("there are no hints for %s in %s.", exercise->id, hints_path(exercise));
    taken = taken < 0 ? 0 : taken > (int)hints.count ? (int)hints.count : taken;
    bool takes = taken == 0 || (options->further && taken < (int)hints.count);
    if (takes && has_passed(exercise, options)) {
        add_wrapped(&text, &style, "", 0,
                    format("%s has passed, so no hint is taken: %d of %zu were.", exercise->id,
                           taken, hints.count));
        show(&text);
        return 0;
    }
    taken += takes;
    add_hint(&text, &style, exercise, &hints, (size_t)taken - 1);
    if (takes && !progress_set(exercise->root, "hints", exercise->id, taken))
        add_wrapped(&text, &style, "", 0,
                    format("%s All hints stand in %s.", progress_is_not_kept,
                           path_in_project(exercise, hints_path(exercise))));
    show(&text);
    return 0;
}

int command_solution(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct text source = {0}, text = {0};

    catalogue_load(&catalogue, options->build);
    const struct exercise *exercise = one_exercise(&catalogue, options, "solution");
    if (exercise->solution == NULL || !file_read(exercise->solution, SOURCE_MOST, &source))
        give_up("this copy has no solutions.");
    if (!options->peek && !has_passed(exercise, options))
        give_up("%s has not passed yet. ./reclaim hint %s helps; ./reclaim solution %s --peek "
                "shows the "
                "solution all the same.",
                exercise->id, exercise->id, exercise->id);
    text_format(&text, "%s\n\n%s",
                paint(&style, SOFT, path_in_project(exercise, exercise->solution)),
                text_of(&source));
    show(&text);
    return 0;
}
