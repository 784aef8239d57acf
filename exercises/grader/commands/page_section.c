/* See page_section.h. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/commands/ask.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/commands/page_code.h"
#include "exercises/grader/commands/page_heap.h"
#include "exercises/grader/commands/page_section.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/report/heap.h"
#include "exercises/grader/report/markdown.h"
#include "exercises/grader/walls/run.h"

enum { LEFT = 3 /* lessons/guess.h: GUESS_LEFT */ };

/* What has been gathered, paragraph by paragraph. */
static void flush_markdown(struct reader *reader)
{
    char *rest = reader->markdown.bytes;
    bool fenced = false;
    struct text part = {0};

    for (char *line;
         rest != NULL && !reader->screen.left && (line = strsep(&rest, "\n")) != NULL;) {
        fenced = fenced != (after_prefix(line, "```") != NULL);
        text_format(&part, "%s\n", line);
        if ((*line != '\0' || fenced) && rest != NULL)
            continue;
        struct text made = {0};
        add_markdown(&made, &reader->screen.style, text_of(&part));
        if (made.size > 0)
            screen_put(&reader->screen, &made);
        text_free(&part);
    }
    text_free(&reader->markdown);
}

/* Runs the part of the lesson's program that an option asks for; its questions wait for their
 * guesses. @p number: of the option; NULL: it has none. */
static void run_part(struct reader *reader, const char *prompt, const char *option,
                     const char *number)
{
    char *words[7] = {format("%s/lessons/lesson_%.2s", reader->build, reader->lesson),
                      format("--guesses"), format("%s/guesses", progress_folder(reader->root)),
                      format("%s", option)};
    size_t count = 4;

    if (number != NULL)
        words[count++] = format("%s", number);
    if (!reader->screen.waits)
        words[count++] = format("--all");
    if (reader->screen.rows > 0 && !screen_wait(&reader->screen, prompt))
        return;
    putchar('\n');
    fflush(stdout);
    int status = run_to_its_end(words);
    if (status == LEFT || status == 128 + SIGPIPE)
        reader->screen.left = true;
    else if (status != 0)
        give_up(
            "the run of lesson %d did not end as it should. ./reclaim lesson %d shows it whole.",
            atoi(reader->lesson), atoi(reader->lesson));
    screen_fill(&reader->screen); /* read it before anything follows */
}

/* A piece of code with its file below it. */
static void show_code(struct reader *reader, const char *file, const char *name)
{
    const char *path;
    struct words lines = page_code(reader->root, reader->lesson, file, name, &path);
    struct text code = {0}, made = {0};

    if (lines.count == 0)
        return;
    text_format(&code, "```\n");
    for (size_t i = 0; i < lines.count; i++)
        text_format(&code, "%s\n", lines.at[i]);
    add_markdown(&made, &reader->screen.style, text_of(&code));
    add_both_ends(&made, &reader->screen.style, "", PLAIN, path, SOFT);
    screen_put(&reader->screen, &made);
    text_free(&code);
}

/* A table that a program of the lesson makes, by trying each of its rows. */
static void show_table(struct reader *reader, const char *file)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    const char *path = format("%s/lessons/%s/%s", reader->root, reader->lesson, file);
    const char *const argv[] = {"/usr/bin/python3", "-B", path, "--table", NULL};
    struct run run = {
        .argv = argv,
        .environment = environment,
        .limits = {.cpu = 10, .wall = 20, .memory = (size_t)1 << 31, .file = 1 << 20}};
    struct text made = {0};

    run_start(&run);
    run_wait(&run);
    if (run.status == 0 && run.output.size > 0)
        add_markdown(&made, &reader->screen.style, text_of(&run.output));
    else
        add_markdown_line(
            &made, &reader->screen.style, "  |", 4,
            format("`python3 lessons/%s/%s` makes a table here.", reader->lesson, file));
    run_free(&run);
    screen_put(&reader->screen, &made);
}

/* "lesson.py:take common/objects/object.c:incref": one after the other. */
static void show_tabs(struct reader *reader, const char *pieces)
{
    char *rest = copy_of(pieces, strlen(pieces));

    for (char *piece; !reader->screen.left && (piece = strsep(&rest, " ")) != NULL;) {
        char *colon = strchr(piece, ':');
        if (colon == NULL)
            continue;
        *colon = '\0';
        show_code(reader, piece, colon + 1);
    }
}

/* A picture, drawn where it is one of the heap, and what it shows in words. */
static void show_picture(struct reader *reader, const char *rest)
{
    const char *open = strchr(rest, '"'), *step = strstr(rest, ".step");
    char *heap = step != NULL ? page_heap(reader, atoi(step + strlen(".step"))) : NULL;
    struct text text = {0};

    if (heap != NULL) {
        heap_add(&text, &reader->screen.style, heap, NULL);
        screen_put(&reader->screen, &text);
    }

    if (open == NULL)
        return;
    add_markdown_line(&text, &reader->screen.style, "  |", 4,
                      copy_of(open + 1, strcspn(open + 1, "\"")));
    screen_put(&reader->screen, &text);
}

static void show_exercise(struct reader *reader, const char *id)
{
    const struct step *step = path_find(reader->path, copy_of(id, strcspn(id, " ")));
    struct text text = {0};

    if (step == NULL)
        return;
    add_markdown_line(&text, &reader->screen.style, "  →", 4,
                      format("Now **%s**%s: `%s`", step_name(step), step->done ? " (passed)" : "",
                             path_in_project(step->exercise, step->exercise->source)));
    screen_put(&reader->screen, &text);
}

/* A line that is no Markdown of this page but asks for something; false: it is Markdown. */
static bool follow(struct reader *reader, const char *line)
{
    const char *rest;

    if (*line != '@')
        return false;
    flush_markdown(reader);
    if (reader->screen.left)
        return true;
    if ((rest = after_prefix(line, "@verbinclude ")) != NULL &&
        (rest = strstr(rest, ".act")) != NULL) {
        run_part(reader, "Enter: the run   q: leave ", "--act",
                 format("%d", atoi(rest + strlen(".act"))));
    } else if (after_prefix(line, "@questions") != NULL) {
        run_part(reader, "Enter: the questions   q: leave ", "--questions", NULL);
    } else if ((rest = after_prefix(line, "@snippet ")) != NULL) {
        size_t size = strcspn(rest, " ");
        const char *name = rest + size + strspn(rest + size, " ");
        show_code(reader, copy_of(rest, size), copy_of(name, strcspn(name, " ")));
    } else if ((rest = after_prefix(line, "@table_of ")) != NULL) {
        show_table(reader, rest);
    } else if ((rest = after_prefix(line, "@tabs ")) != NULL) {
        show_tabs(reader, rest);
    } else if (after_prefix(line, "@dotfile ") != NULL || after_prefix(line, "@plot ") != NULL) {
        show_picture(reader, line);
    } else if ((rest = after_prefix(line, "@exercise ")) != NULL) {
        show_exercise(reader, rest);
    }
    return true;
}

/* The guess before everything: kept beside those of the runs. */
static void ask_first_guess(struct reader *reader, const struct section *section)
{
    char *guess = NULL;

    if (!reader->screen.waits || strstr(section->id, "-predict") == NULL)
        return;
    putchar('\n');
    reader->screen.left =
        !ask(&reader->screen.style, "your guess (Enter: none, q: leave): ", &guess);
    if (reader->screen.left || *guess == '\0')
        return;
    printf("    Your guess: %s\n", make_one_line(guess));
    FILE *file = fopen(format("%s/guesses", progress_folder(reader->root)), "a");
    if (file != NULL) {
        fprintf(file, "%s %s\n", section->id, make_one_line(guess));
        fclose(file);
    }
}

/* A version that a sentence was tried on is named by a mark, (v:threshold), which the site leads on
 * to its table: here it is a word. */
static void add_line(struct text *to, const char *line)
{
    for (const char *mark; (mark = strstr(line, "v:")) != NULL;) {
        bool begins = mark > line && strchr("( ", mark[-1]) != NULL;
        size_t size = strspn(mark + 2, "abcdefghijklmnopqrstuvwxyz_0123456789");
        bool is_mark = begins && size > 0;
        text_add(to, line, (size_t)(mark - line) + (is_mark ? 0 : 2));
        if (is_mark)
            text_add(to, "run", 3);
        line = mark + 2 + (is_mark ? size : 0);
    }
    text_format(to, "%s\n", line);
}

void page_show_section(struct reader *reader, const struct sections *sections,
                       const struct section *section)
{
    struct text head = {0};
    bool fenced = false;

    add_both_ends(&head, &reader->screen.style, section->title, STRONG,
                  format("lesson %d, %d of %d", atoi(reader->lesson),
                         (int)(section - sections->at) + 1, (int)sections->count),
                  SOFT);
    screen_put(&reader->screen, &head);
    char *text = copy_of(section->text, strlen(section->text));
    for (char *rest = text, *line; !reader->screen.left && (line = strsep(&rest, "\n")) != NULL;) {
        if (!fenced && follow(reader, line))
            continue;
        fenced = fenced != (after_prefix(line, "```") != NULL);
        add_line(&reader->markdown, line);
    }
    if (!reader->screen.left)
        flush_markdown(reader);
    if (!reader->screen.left)
        ask_first_guess(reader, section);
    if (!reader->screen.left)
        path_keep_read(reader->path, section->id);
}
