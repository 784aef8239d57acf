/* watch: one exercise judged at every save, on one screen with keys; or in lines, where there is no
 * terminal to draw on. What a key does is done by the command of that name.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/commands/watch_files.h"
#include "exercises/grader/commands/watch_judge.h"
#include "exercises/grader/commands/watch_screen.h"
#include "exercises/grader/path/path.h"
#include "exercises/grader/walls/run.h"

enum { FRAMES = 18, FRAME = 80 /* milliseconds */, SCROLL = 5 };

struct watch {
    const struct options *options;
    struct path path;
    const struct step *step; /* whose exercise is watched */
    struct watched file;
    struct judging judging;
    bool drawn; /* there is a screen */
    struct screen screen;
    struct text aside; /* what a key brought, shown instead of the verdict */
    char asked;        /* the key that waits for its y */
    bool hinted;       /* the aside is a hint */
    bool gone;         /* so it was said that the file is */
    int frame;         /* of the celebration; FRAMES: none */
    bool quit;
};

static const char *const keys[] = {"h hint",  "p page",     "n next", "b back",
                                   "r reset", "s solution", "q quit", NULL};

static const char polled[] = "this folder tells nothing of changes: looked at twice a second";

static void judge(struct watch *watch)
{
    text_free(&watch->aside);
    watch->hinted = false;
    watch->frame = FRAMES;
    judging_start(&watch->judging, watch->step->exercise, watch->options,
                  watch->drawn ? screen_columns() - 2 : 0);
    if (!watch->drawn)
        printf("\nJudging %s ...\n", watch->step->id);
    fflush(stdout);
}

static void choose(struct watch *watch, const struct step *step)
{
    if (step == NULL || step == watch->step)
        return;
    watched_end(&watch->file);
    watch->step = step;
    watch->screen.scroll = 0;
    text_free(&watch->judging.shown);
    watched_begin(&watch->file, step->exercise->source, watch->options->poll);
    judge(watch);
}

/* ---- the screen ---- */

static const char *passed_news(const struct watch *watch)
{
    const struct step *next = path_exercise_after(&watch->path, watch->step);

    return next != NULL ? format("n: on to %s", step_name(next)) : "That was the last exercise.";
}

static void draw(struct watch *watch)
{
    const struct exercise *exercise = watch->step->exercise;
    const struct judging *judging = &watch->judging;
    bool full =
        judging->done && judging->points_most > 0 && judging->points == judging->points_most;
    char *title = format("%s  %s", exercise->id, exercise_title(exercise));
    char *state = judging->done && judging->points_most > 0
                      ? format("%s%d of %d points", full ? "passed: " : "", judging->points,
                               judging->points_most)
                      : format("%s", text_of(&judging->note));
    const char *path = path_in_project(exercise, exercise->source);
    char *below = watch->gone ? format("gone: save it again, or r  %s", path)
                              : format("%s%s%s", path, watch->file.polled ? "  " : "",
                                       watch->file.polled ? polled : "");

    watch->screen.title = title;
    watch->screen.state = state;
    watch->screen.colour = full ? GOOD : judging->done ? PLAIN : WARM;
    watch->screen.below = below;
    watch->screen.body = text_of(watch->aside.size > 0 ? &watch->aside : &judging->shown);
    watch->screen.keys = keys;
    watch->screen.question =
        watch->asked == 'r' ? "Begin again? Your file is kept, undo brings it back. y or n" : NULL;
    if (watch->frame < FRAMES) {
        char *news = format("%s passed: %d of %d points", exercise->id, judging->points,
                            judging->points_most);
        screen_celebrate(&watch->screen, news, passed_news(watch), watch->frame);
        free(news);
    } else {
        screen_show(&watch->screen);
    }
    free(title);
    free(state);
    free(below);
}

/* ---- the keys ---- */

/* Runs a command of this program and shows what it says instead of the verdict. */
static void show_aside(struct watch *watch, const char *command, const char *option)
{
    char *columns = format("%d", screen_columns() - 2), part[4096];
    int ends[2];
    ssize_t n;

    if (pipe(ends) != 0)
        return;
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        setenv("COLUMNS", columns, 1);
        execl("/proc/self/exe", "reclaim", command, watch->step->id, option, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    text_free(&watch->aside);
    while ((n = read(ends[0], part, sizeof part)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            text_add(&watch->aside, part, (size_t)n);
    close(ends[0]);
    waitpid(child, NULL, 0);
    watch->screen.scroll = 0;
    free(columns);
}

/* The page has the terminal to itself, until it is left. */
static void show_page(const struct watch *watch)
{
    char *program = realpath("/proc/self/exe", NULL);
    char *lesson = format("%d", atoi(watch->step->lesson)), page[] = "page";
    char *words[] = {program, page, lesson, NULL};

    screen_leave();
    run_to_its_end(words);
    screen_return();
    free(program);
    free(lesson);
}

/* Any key after a question: y does it. */
static void answer(struct watch *watch, int key)
{
    bool yes = key == 'y' || key == 'Y';

    watch->asked = '\0';
    if (yes)
        show_aside(watch, "reset", "--yes");
}

static void press(struct watch *watch, int key)
{
    watch->frame = FRAMES;
    if (key == KEY_NEW_SIZE) {
        judging_resize(&watch->judging, screen_columns() - 2);
        return;
    }
    if (watch->asked != '\0') {
        answer(watch, key);
        return;
    }
    switch (key) {
    case 'h':
        show_aside(watch, "hint", watch->hinted ? "--more" : NULL);
        watch->hinted = true;
        break;
    case 'p': show_page(watch); break;
    case 'n': choose(watch, path_exercise_after(&watch->path, watch->step)); break;
    case 'b': choose(watch, path_exercise_before(&watch->path, watch->step)); break;
    case 'r': watch->asked = 'r'; break;
    case 's': show_aside(watch, "solution", NULL); break;
    case 'q': watch->quit = true; break;
    case KEY_READ_UP: watch->screen.scroll -= SCROLL; break;
    case KEY_READ_DOWN: watch->screen.scroll += SCROLL; break;
    default: /* back to the verdict */ text_free(&watch->aside); watch->hinted = false;
    }
}

/* ---- going on until somebody ends it ---- */

static void hear_judge(struct watch *watch)
{
    bool was_done = watch->judging.done;

    if (!judging_read(&watch->judging) || was_done || !watch->judging.done)
        return;
    if (!watch->drawn) {
        fputs(text_of(&watch->judging.shown), stdout);
        fflush(stdout);
    } else if (watch->judging.points_most > 0 &&
               watch->judging.points == watch->judging.points_most) {
        watch->frame = 0;
    }
}

static void say_if_gone(struct watch *watch)
{
    bool was = watch->gone;

    watch->gone = watched_is_gone(&watch->file);
    if (!watch->gone || was || watch->drawn)
        return;
    printf("%s is gone. Save it again, or: ./reclaim reset %s\n",
           path_in_project(watch->step->exercise, watch->file.path), watch->step->id);
    fflush(stdout);
}

/* Waits for a save, a word of the judge's or a key, and does what is due. */
static void wait_for_news(struct watch *watch)
{
    struct pollfd events[] = {
        {.fd = watch->file.fd, .events = POLLIN},
        {.fd = watch->judging.fd, .events = POLLIN},
        {.fd = watch->drawn ? STDIN_FILENO : -1, .events = POLLIN},
    };
    bool moving = watch->frame < FRAMES;

    int ready = poll(events, 3, moving ? FRAME : watched_patience(&watch->file));
    if (run_interrupted() != 0)
        return;
    if (ready == 0 && moving)
        watch->frame++;
    if (watched_changed(&watch->file)) {
        watch->screen.scroll = 0;
        judge(watch);
    }
    say_if_gone(watch);
    hear_judge(watch);
    if ((events[2].revents & (POLLHUP | POLLERR)) != 0)
        watch->quit = true;
    for (int key; watch->drawn && (key = screen_key()) != KEY_NONE;)
        press(watch, key);
}

/* The exercise that is meant: the one named, or the next on the path. */
static const struct step *first_step(const struct path *path, const struct options *options)
{
    if (options->arguments.count > 0)
        return path_find(path, one_exercise(path->catalogue, options, "watch")->id);
    return path_next_exercise(path);
}

static void begin_lines(const struct watch *watch)
{
    printf("%s is judged at every save; Ctrl-C ends this.\n",
           path_in_project(watch->step->exercise, watch->file.path));
    if (watch->file.polled)
        printf("(Here %s.)\n", polled);
}

int command_watch(const struct options *options)
{
    static struct watch watch; /* where a signal finds it */
    struct catalogue catalogue;

    catalogue_load(&catalogue, options->build);
    watch.options = options;
    watch.judging.fd = -1;
    watch.frame = FRAMES;
    path_load(&watch.path, &catalogue, options, false);
    const struct step *step = first_step(&watch.path, options);
    watch.drawn = screen_begin();
    if (watch.drawn)
        atexit(screen_end);
    watch.step = step;
    watched_begin(&watch.file, step->exercise->source, options->poll);
    if (!watch.drawn)
        begin_lines(&watch);
    judge(&watch);
    while (!watch.quit && run_interrupted() == 0) {
        if (watch.drawn)
            draw(&watch);
        wait_for_news(&watch);
    }
    judging_stop(&watch.judging);
    watched_end(&watch.file);
    screen_end();
    return run_interrupted() != 0 ? 128 + run_interrupted() : 0;
}
