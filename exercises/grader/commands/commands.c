/* The commands other than grade. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/judge/answers.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/report/report.h"

enum { SEEDS = 32, LEFT = 3 /* lessons/guess.h: GUESS_LEFT */ };

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

int run_to_its_end(char **words)
{
    int status = -1;

    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        execv(words[0], words);
        _exit(127);
    }
    if (child <= 0 || waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Runs a lesson, with its own options, and says what comes next. */
static int run_lesson(const char *build, const char *program, char **options)
{
    struct words words = {0};
    struct catalogue catalogue;
    struct options none = {.build = build, .slow = 1};

    catalogue_load(&catalogue, build);
    words_add(&words, program);
    words_add(&words, "--guesses");
    words_add(&words, format("%s/guesses", progress_folder(catalogue.exercises[0].root)));
    while (*options != NULL)
        words_add(&words, *options++);
    int status = run_to_its_end((char **)(size_t)words.at);
    if (status == 0)
        show_way_on(&catalogue, &none, NULL);
    return status == LEFT ? 0 : status;
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
    const char *program = format("%s/lessons/lesson_%02ld", build, number);
    if (!is_number || access(program, X_OK) != 0)
        give_up("there is no lesson \"%.60s\". The nearest is ./reclaim lesson %ld", word, nearest);
    return run_lesson(build, program, words + 2);
}

/* A copy that was handed out without them: said before anybody works for a verdict. */
static void add_want_of_answers(struct text *text, const struct style *style,
                                const struct options *options)
{
    struct catalogue catalogue;

    catalogue_load(&catalogue, options->build);
    if (answers_are_there(&catalogue.exercises[0]))
        return;
    add_wrapped(
        text, style, "", 2,
        "This copy has no answers to judge by: no solutions/, and no recorded ones. Lessons "
        "and pages work, verdicts do not. Whoever handed it out can make them: ./reclaim "
        "record");
    text_add(text, "\n", 1);
}

/* How to read a run, as lesson 00 begins, and then where to begin: its questions are for the
 * reader. */
int command_start(const struct options *options)
{
    struct style style = style_of_terminal();
    struct text text = {0};
    char *program = format("%s/lessons/lesson_00", options->build);

    if (access(program, X_OK) == 0) {
        int status = run_to_its_end((char *[]){program, format("--act"), format("1"), NULL});
        if (status != 0)
            return status;
    }
    text_format(&text, "\n%s\n", paint(&style, STRONG, "Where to begin"));
    add_wrapped(
        &text, &style, "", 2,
        "./reclaim next does the one next thing: a section of a page with its run, an exercise, a "
        "verdict. Type it again and again; it leads through the whole course.");
    add_wrapped(
        &text, &style, "", 2,
        "./reclaim says where you are, ./reclaim hint helps, ./reclaim help lists the commands. "
        "./reclaim docs makes the pages for a browser.");
    text_add(&text, "\n", 1);
    add_want_of_answers(&text, &style, options);
    show(&text);
    return command_where(options);
}
