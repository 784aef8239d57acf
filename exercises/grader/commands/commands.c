/* The commands other than grade. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/hints.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/judge/answers.h"
#include "exercises/grader/report/report.h"

enum { SEEDS = 32 };

static void show_hint(const struct exercise *exercise)
{
    struct style style = style_of_terminal();
    struct words hints = hints_read(exercise);
    struct text text = {0};
    int given = progress_get(exercise->root, "hints", exercise->id);
    size_t turn = given > 0 ? (size_t)given : 0;

    if (hints.count == 0)
        give_up("there are no hints for %s in %s.", exercise->id,
                exercise->tasks != NULL ? exercise->tasks : "tasks.md");
    if (turn >= hints.count)
        turn = hints.count - 1;
    for (size_t i = 0; i <= turn; i++) {
        char *head = format("%s, hint %zu of %zu", exercise->id, i + 1, hints.count);
        text_format(&text, "%s\n", paint(&style, i == turn ? STRONG : SOFT, head));
        add_wrapped(&text, &style, "", 2, hints.at[i]);
        text_add(&text, "\n", i < turn);
    }
    if (turn + 1 == hints.count && given >= (int)hints.count)
        text_format(&text, "%s\n", paint(&style, SOFT, "That was the last one already."));
    bool kept = progress_set(exercise->root, "hints", exercise->id, (int)turn + 1);
    if (!kept)
        add_wrapped(&text, &style, "", 0,
                    "(Progress is not kept: this copy cannot be written to. "
                    "All hints stand in tasks.md.)");
    show(&text);
}

int command_hint(const struct options *options)
{
    struct catalogue catalogue;

    catalogue_load(&catalogue, options->build);
    const struct exercise **chosen = allocate(catalogue.count, sizeof *chosen);
    if (options->arguments.count != 1)
        give_up("say for which exercise: ./reclaim hint %s", catalogue.exercises[0].id);
    if (catalogue_choose(&catalogue, options->arguments.at[0], chosen) != 1)
        give_up("%s is a whole lesson; say for which exercise: ./reclaim hint %s",
                options->arguments.at[0], chosen[0]->id);
    show_hint(chosen[0]);
    return 0;
}

static void list_one(struct text *text, const struct style *style, const struct exercise *exercise)
{
    int points = progress_get(exercise->root, "points", exercise->id);
    int hints = progress_get(exercise->root, "hints", exercise->id);
    char *left = format("  %s  %s%s", exercise->id, exercise_title(exercise),
                        exercise->star ? "  (stretch)" : "");
    char *right = points < 0 ? format("not graded yet") : format("%d of 10", points);

    if (hints > 0)
        right = format("%s, %d hint%s", right, hints, hints == 1 ? "" : "s");
    for (char *c = left; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    add_both_ends(text, style, left, PLAIN, right, points == 10 ? GOOD : points > 0 ? WARM : SOFT);
}

int command_list(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct text text = {0};
    const char *lesson = "";

    catalogue_load(&catalogue, options->build);
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct exercise *exercise = &catalogue.exercises[i];
        if (strcmp(lesson, exercise->lesson) != 0)
            text_format(&text, "%s\n",
                        paint(&style, STRONG, format("lesson %s", exercise->lesson)));
        lesson = exercise->lesson;
        list_one(&text, &style, exercise);
    }
    show(&text);
    return 0;
}

int command_record(const struct options *options)
{
    struct catalogue catalogue;

    catalogue_load(&catalogue, options->build);
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct exercise *exercise = &catalogue.exercises[i];
        if (!answers_record(exercise, SEEDS))
            give_up("cannot write %s.", exercise->pack);
        printf("%s: answers for %d seeds in %s\n", exercise->id, SEEDS,
               path_in_project(exercise, exercise->pack));
    }
    return 0;
}

/* Lessons are programs BUILD/lessons/lesson_NN: the nearest number that there is, or -1. */
static long nearest_lesson(const char *build, long wanted)
{
    DIR *listing = opendir(format("%s/lessons", build));
    struct dirent *entry;
    long best = -1;

    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        const char *number = after_prefix(entry->d_name, "lesson_");
        if (number == NULL || strspn(number, "0123456789") != strlen(number) || *number == '\0')
            continue;
        long found = atol(number);
        if (best < 0 || labs(found - wanted) < labs(best - wanted))
            best = found;
    }
    if (listing != NULL)
        closedir(listing);
    return best;
}

static void become(const char *program, char **words)
{
    fflush(stdout);
    words[0] = (char *)(size_t)program;
    execv(program, words);
}

int command_lesson(const char *build, char **words)
{
    const char *word = words[1] != NULL ? words[1] : "";
    char *end;
    long number = strtol(word, &end, 10);
    bool is_number = end != word && (*end == '\0' || *end == '_') && number >= 0;
    long nearest = nearest_lesson(build, is_number ? number : 0);

    if (nearest < 0)
        give_up("no lessons are built below %s. Run ./reclaim start first.", build);
    if (*word == '\0')
        give_up("say which lesson: ./reclaim lesson %ld", nearest);
    if (is_number)
        become(format("%s/lessons/lesson_%02ld", build, number), words + 1);
    give_up("there is no lesson \"%.60s\". The nearest is ./reclaim lesson %ld", word, nearest);
}

/* The status of a program that has the terminal to itself, or -1. */
static int run_to_its_end(const char *program)
{
    char *words[] = {(char *)(size_t)program, NULL};
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        execv(program, words);
        _exit(127);
    }
    return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

/* Runs the first lesson as a child, so that something can be said after it. */
int command_start(const char *build)
{
    struct style style = style_of_terminal();
    struct text text = {0};
    char *program = format("%s/lessons/lesson_00", build);

    fflush(stdout);
    if (access(program, X_OK) == 0 && run_to_its_end(program) != 0)
        return 1;
    text_format(&text, "\n%s\n", paint(&style, STRONG, "Where to begin"));
    add_wrapped(
        &text, &style, "  1.", 5,
        "Read lesson 00, five minutes: ./reclaim docs makes the pages for a browser; without "
        "one, lessons/00_start/lesson.md.");
    add_wrapped(&text, &style, "  2.", 5,
                "Open exercises/00_start/0a_first.c in your editor and replace the TODO.");
    add_wrapped(&text, &style, "  3.", 5,
                "./reclaim grade 0a says what it is worth; ./reclaim hint 0a helps.");
    add_wrapped(&text, &style, "  4.", 5,
                "Then ./reclaim lesson 1. ./reclaim list shows how far you are.");
    show(&text);
    return 0;
}
