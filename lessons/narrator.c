/* The lesson from beginning to end: options, acts, steps. See narrator.h; its counts, events and
 * claims are in evidence.c, its names in record.c. */
#include "lessons/narrator.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/runtime.h"
#include "lessons/evidence.h"
#include "lessons/guess.h"
#include "lessons/page.h"
#include "lessons/record.h"

enum { LINE = 256 };

static struct story {
    char name[32];
    bool waits;                        /* at each step, too */
    int only;                          /* the one act to show; 0: all of them */
    bool questions;                    /* those of the end, and no more */
    bool stepping;                     /* a step is on */
    const char *pictures, *transcript; /* directories, or NULL */
    const char *recording;             /* a file, or NULL */
    int acts;
} story;

/* ---- opening and closing ------------------------------------------------------------------------
 */

static void usage(FILE *out, const char *program)
{
    fprintf(
        out,
        "Usage: %s [--step] [--all] [--act N] [--record FILE] [--transcript DIR] [--pictures DIR]\n"
        "On a terminal it waits for your guess at each question; q leaves.\n"
        "  --step            wait for Enter between the steps, too\n"
        "  --all             wait nowhere\n"
        "  --act N           show act N alone (what is before it runs unseen)\n"
        "  --questions       ask the questions of its end alone\n"
        "  --guesses FILE    keep the guesses there, and show the ones of the time before\n"
        "  --record FILE     write the run as data, a line of JSON for each thing that happens\n"
        "  --transcript DIR  write what is printed, whole and by act: %s.txt, %s.act1.txt ...\n"
        "  --pictures DIR    write the lesson's plots as scripts for gnuplot, if it has any\n",
        program, story.name, story.name);
}

static void refuse(const char *format, const char *word, const char *program)
{
    complain(format, word);
    usage(stderr, program);
    exit(2);
}

/* An option that takes a word, the next one. False: it is none of those. */
static bool read_worded(const char *option, const char *word, const char *program)
{
    const char **place = strcmp(option, "--pictures") == 0     ? &story.pictures
                         : strcmp(option, "--transcript") == 0 ? &story.transcript
                         : strcmp(option, "--record") == 0     ? &story.recording
                                                               : NULL;
    bool act = strcmp(option, "--act") == 0, guesses = strcmp(option, "--guesses") == 0;

    if (place == NULL && !act && !guesses)
        return false;
    if (word == NULL)
        refuse(act                                    ? "%s needs a number"
               : guesses || place == &story.recording ? "%s needs a file"
                                                      : "%s needs a directory",
               option, program);
    if (act && (story.only = atoi(word)) <= 0)
        refuse("--act needs a number from 1 on, not %s", word, program);
    if (guesses)
        guess_keep(word);
    if (place != NULL)
        *place = word;
    return true;
}

static void read_options(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--step") == 0) {
            story.waits = true;
        } else if (strcmp(argv[i], "--all") == 0) {
            guess_never();
        } else if (strcmp(argv[i], "--questions") == 0) {
            story.questions = true;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            usage(stdout, argv[0]);
            exit(0);
        } else if (read_worded(argv[i], argv[i + 1], argv[0])) {
            i++;
        } else {
            refuse("I do not know %s", argv[i], argv[0]);
        }
    }
}

static const char *number(void)
{
    return story.name + strlen("lesson_");
}

static void ask_at_end(void)
{
    const struct question *at_end[QUESTIONS_AT_END];

    guess_at_end(at_end, questions_at_end(number(), at_end));
}

void lesson(int argc, char **argv, const char *number, const char *title, const char *question)
{
    char start[32];

    snprintf(story.name, sizeof story.name, "lesson_%s", number);
    page_open(story.name);
    guess_open(story.name);
    read_options(argc, argv);
    if (story.questions) {
        ask_at_end();
        exit(page_close() ? 0 : 1);
    }
    if (story.waits && !page_can_wait()) {
        complain("there is no terminal to wait at, so --step runs on");
        story.waits = false;
    }
    page_need_directory(story.pictures);
    page_need_directory(story.transcript);
    page_keep(story.transcript);
    page_hide(story.only > 0);
    runtime_init();
    evidence_open();
    page_rule("", "");
    snprintf(start, sizeof start, "  Lesson %s  ", number);
    page_lay(FAINT, start, STRONG, title);
    page_lay(PLAIN, "  ", PLAIN, question);
    page_rule("", "");
    recording_open(story.recording, number, title, question);
}

/* ---- steps --------------------------------------------------------------------------------------
 */

static void close_picture(FILE *out, const char *name, bool written)
{
    if (fclose(out) == 0 && written)
        return;
    complain("cannot write %s/%s", story.pictures, name);
    exit(2);
}

void picture(const char *name, void write(FILE *out, const void *what), const void *what)
{
    char file[64];

    if (story.pictures == NULL)
        return;
    snprintf(file, sizeof file, "%s.%s", story.name, name);
    FILE *out = page_create(story.pictures, file);
    write(out, what);
    close_picture(out, file, ferror(out) == 0);
}

static void end_step(void)
{
    char answer[LINE];

    if (!story.stepping)
        return;
    story.stepping = false;
    recording_end_step();
    if (story.waits && !page_is_hidden()) {
        story.waits = page_ask("Enter: the next step   q: leave ", answer, sizeof answer);
        if (strcmp(answer, "q") == 0)
            exit(GUESS_LEFT);
    }
}

/* With --act: shows that act, and ends the program after it. */
static void show_only(void)
{
    if (story.only == 0)
        return;
    if (story.acts == story.only)
        exit(page_close() && evidence_is_good() ? 0 : 1);
    page_hide(story.acts + 1 != story.only);
}

void act(const char *title)
{
    char start[32];

    end_step();
    show_only();
    recording_act(title);
    page_end_line();
    page_begin_act(++story.acts);
    snprintf(start, sizeof start, "━━ Act %d ━━ ", story.acts);
    page_rule(start, title);
}

void predict(const char *question)
{
    const struct question *known = question_asked(number(), question);

    end_step();
    page_end_line();
    recording_ask(known);
    page_lay(QUESTION, "  ? ", QUESTION, question);
    guess_ask(known);
}

void does(const char *code)
{
    end_step();
    story.stepping = true;
    evidence_begin_step();
    page_end_line();
    recording_step();
    page_lay(CODE, "  >>> ", STRONG, code);
}

void asks_text(const char *code, const char *value)
{
    page_lay(CODE, "  >>> ", STRONG, code);
    page_lay(PLAIN, "      ", PLAIN, value);
}

long long asks(const char *code, long long value)
{
    char text[32];

    snprintf(text, sizeof text, "%lld", value);
    asks_text(code, text);
    return value;
}

void say(const char *text)
{
    end_step();
    page_end_line();
    page_lay(PLAIN, "  ", PLAIN, text);
}

void aside(const char *format, ...)
{
    char text[4 * LINE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    page_lay(FAINT, "~     ", FAINT, text);
}

/* ---- the end
 * --------------------------------------------------------------------------------------
 */

void del(struct object **place)
{
    clearref(place);
}

int finish(void)
{
    const struct question *at_end[QUESTIONS_AT_END];
    int count = questions_at_end(number(), at_end);

    end_step();
    show_only();
    if (story.only > story.acts) {
        complain("it has %d acts", story.acts);
        exit(2);
    }
    page_begin_act(0);
    bool recorded = recording_close(at_end, count);
    evidence_close();
    size_t left = runtime_finish();
    bool all_true = evidence_tally();
    if (story.waits)
        ask_at_end();
    if (left != 0)
        complain("%zu blocks of memory are left: the lesson itself leaks", left);
    return page_close() && recorded && all_true && left == 0 ? 0 : 1;
}
