/* Where a learner is, and what comes next: reclaim alone, next, list, and what other commands say
 * at their end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/hints.h"
#include "exercises/grader/path/path.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/report/markdown.h"
#include "exercises/grader/report/report.h"

enum { BAR = 20, BAR_NARROW = 8, NARROW = 60, FULL = 10 };

const char progress_is_not_kept[] =
    "(Progress is not kept: this copy of the project cannot be written to.)";

/* The path, with what is not known judged; a terminal is told meanwhile. */
static void load(struct path *path, struct catalogue *catalogue, const struct options *options,
                 const struct style *style)
{
    catalogue_load(catalogue, options->build);
    show_meanwhile(style, "judging what has changed");
    path_load(path, catalogue, options, true);
    show_meanwhile(style, NULL);
}

static void add_next(struct text *text, const struct style *style, const struct step *next)
{
    if (next == NULL) {
        add_wrapped(text, style, "", 0, "All of the course is done.");
        return;
    }
    add_markdown_line(text, style, "next", 6, format("**%s**", step_name(next)));
    if (next->kind == STEP_EXERCISE)
        add_wrapped(text, style, "", 6, path_in_project(next->exercise, next->exercise->source));
    add_markdown_line(text, style, "", 6, format("`./reclaim next`, or `%s`", next->command));
}

/* How much of a lesson is behind: its sections and its exercises' points, each as one step. */
struct sum {
    int steps, done, points, most;
};

static struct sum sum_of(const struct path *path, size_t first, size_t end)
{
    struct sum sum = {0};

    for (size_t i = first; i < end; i++) {
        const struct step *step = &path->steps[i];
        if (step->kind == STEP_EXERCISE) {
            sum.points += step->standing.points;
            sum.most += FULL;
        }
        sum.steps++;
        sum.done += step->done;
    }
    return sum;
}

static const char *bar_of(const struct style *style, const struct sum *sum)
{
    int width = style->width < NARROW ? BAR_NARROW : BAR;
    int full = sum->steps > 0 ? sum->done * width / sum->steps : 0;
    struct text bar = {0};

    for (int i = 0; i < width; i++)
        text_format(&bar, "%s",
                    i < full ? (style->takes_back ? "█" : "#") : (style->takes_back ? "░" : "."));
    return text_of(&bar);
}

static void add_lesson(struct text *text, const struct style *style, const char *name,
                       const struct sum *sum)
{
    const char *bar = bar_of(style, sum);
    const char *points = sum->most > 0 ? format("%3d of %2d", sum->points, sum->most) : "";
    int room = style->width - columns_of(bar, strlen(bar)) - 13;
    char *label = format("%.*s", room - 1, name);

    text_format(text, "  %s%*s%s%s\n", label, room - columns_of(label, strlen(label)), "",
                paint(style, sum->done == sum->steps ? GOOD : PLAIN, bar),
                *points != '\0' ? format("  %s", points) : "");
}

static const char *lesson_name(const struct path *path, const char *lesson)
{
    struct sections sections;
    const char *root = path->catalogue->exercises[0].root;

    return format("%.2s %s", lesson,
                  sections_read(&sections, root, lesson) ? sections.title : lesson);
}

static size_t end_of_lesson(const struct path *path, size_t first)
{
    size_t end = first;

    while (end < path->count && strcmp(path->steps[end].lesson, path->steps[first].lesson) == 0)
        end++;
    return end;
}

int command_where(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct path path;
    struct text text = {0};

    load(&path, &catalogue, options, &style);
    struct sum all = sum_of(&path, 0, path.count);
    add_both_ends(&text, &style, "Reclaim", STRONG, report_points(all.points, all.most), PLAIN);
    for (size_t first = 0, end; first < path.count; first = end) {
        end = end_of_lesson(&path, first);
        struct sum sum = sum_of(&path, first, end);
        add_lesson(&text, &style,
                   path.steps[first].kind == STEP_CAPSTONE
                       ? "capstone"
                       : lesson_name(&path, path.steps[first].lesson),
                   &sum);
    }
    text_add(&text, "\n", 1);
    add_next(&text, &style, path_next(&path));
    show(&text);
    return 0;
}

static void list_one(struct text *text, const struct style *style, const struct step *step)
{
    const struct exercise *exercise = step->exercise;
    const struct standing *standing = &step->standing;
    int hints = progress_get(exercise->root, "hints", exercise->id);
    char *left = format("  %s  %s%s", exercise->id, exercise_words(exercise),
                        exercise->star ? "  (stretch)" : "");
    char *right =
        standing->started ? format("%d of %d", standing->points, FULL) : format("not started");

    if (hints > 0)
        right = format("%s, %d hint%s", right, hints, hints == 1 ? "" : "s");
    add_both_ends(text, style, left, PLAIN, right,
                  standing_passed(standing) ? GOOD
                  : standing->points > 0    ? WARM
                                            : SOFT);
}

int command_list(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct path path;
    struct text text = {0};

    load(&path, &catalogue, options, &style);
    for (size_t first = 0, end; first < path.count; first = end) {
        end = end_of_lesson(&path, first);
        if (path.steps[first].kind == STEP_CAPSTONE)
            break;
        text_format(&text, "%s\n",
                    paint(&style, STRONG, format("lesson %s", path.steps[first].lesson)));
        for (size_t i = first; i < end; i++)
            if (path.steps[i].kind == STEP_EXERCISE)
                list_one(&text, &style, &path.steps[i]);
    }
    show(&text);
    return 0;
}

/* What an exercise asks for, and how it is judged. */
static void show_task(const struct step *step)
{
    struct style style = style_of_terminal();
    struct text text = {0};

    add_markdown(&text, &style, task_read(step->exercise));
    text_add(&text, "\n", 1);
    add_markdown_line(&text, &style, "edit", 6,
                      format("`%s`", path_in_project(step->exercise, step->exercise->source)));
    add_markdown_line(&text, &style, "then", 6, format("`%s`", step->command));
    show(&text);
}

int command_next(const struct options *options)
{
    struct catalogue catalogue;
    struct path path;
    struct options with = *options;

    catalogue_load(&catalogue, options->build);
    path_load(&path, &catalogue, options,
              false); /* what has changed is judged below, for all to see */
    const struct step *next = path_next(&path);
    if (next == NULL)
        return command_where(options);
    if (next->kind == STEP_CAPSTONE)
        return command_capstone(options);
    if (next->kind == STEP_EXERCISE && !next->standing.started) {
        show_task(next);
        return 0;
    }
    words_add(&with.arguments, next->kind == STEP_EXERCISE ? next->id : next->lesson);
    with.section = next->kind == STEP_SECTION ? next->id : NULL;
    with.onward = true;
    return next->kind == STEP_EXERCISE ? command_grade(&with) : command_page(&with);
}

void show_way_on(const struct catalogue *catalogue, const struct options *options,
                 const struct exercise *passed)
{
    struct style style = style_of_terminal();
    struct path path;
    struct text text = {0};

    path_load(&path, catalogue, options, false);
    if (passed != NULL && passed->lessons != NULL)
        add_markdown_line(
            &text, &style, "  ", 2,
            format("`common/%s` of the library is yours now: `./reclaim capstone` builds the "
                   "library around it.",
                   passed->seam));
    text_add(&text, "\n", 1);
    add_next(&text, &style, path_next(&path));
    show(&text);
}
