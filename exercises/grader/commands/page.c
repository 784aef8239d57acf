/* page: a lesson's page in the terminal, one section at a time, with its runs where they stand. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "exercises/grader/commands/ask.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/path.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/report/markdown.h"

enum { SOURCE_MOST = 1 << 20, ROWS = 24, LEFT = 3 /* lessons/guess.h: GUESS_LEFT */ };

struct reader {
    const struct path *path;
    struct style style;
    const char *lesson, *root, *build;
    bool waits, left;
    struct text markdown; /* lines that have not been shown yet */
    const char *question; /* an answer is coming, folded away below its question */
    int rows;             /* shown since the last wait */
};

static int rows_of_terminal(void)
{
    struct winsize size;

    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : ROWS;
}

static int lines_in(const struct text *text)
{
    int lines = 0;

    for (size_t i = 0; i < text->size; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

/* Waits, where somebody can be waited for; false: the reader has left. */
static bool wait_for(struct reader *reader, const char *prompt)
{
    if (reader->waits && !reader->left)
        reader->left = !ask(&reader->style, prompt, NULL);
    reader->rows = 0;
    return !reader->left;
}

/* Shows a part that belongs together; not before there is room for it below what is being read. */
static void put(struct reader *reader, struct text *text)
{
    int lines = lines_in(text) + 1;

    if (reader->rows > 0 && reader->rows + lines > rows_of_terminal() - 2 &&
        !wait_for(reader, "Enter: on   q: leave "))
        return;
    reader->rows += lines;
    putchar('\n');
    show(text);
}

/* What has been gathered, paragraph by paragraph. */
static void flush_markdown(struct reader *reader)
{
    char *rest = reader->markdown.bytes;
    bool fenced = false;
    struct text part = {0};

    for (char *line; rest != NULL && !reader->left && (line = strsep(&rest, "\n")) != NULL;) {
        fenced = fenced != (after_prefix(line, "```") != NULL);
        text_format(&part, "%s\n", line);
        if ((*line != '\0' || fenced) && rest != NULL)
            continue;
        struct text made = {0};
        add_markdown(&made, &reader->style, text_of(&part));
        if (made.size > 0)
            put(reader, &made);
        text_free(&part);
    }
    text_free(&reader->markdown);
}

/* Runs one act of the lesson's program here; its own questions wait for their guesses. */
static void run_act(struct reader *reader, int act)
{
    char *words[] = {format("%s/lessons/lesson_%.2s", reader->build, reader->lesson),
                     (char *)(size_t) "--act",
                     format("%d", act),
                     (char *)(size_t) "--guesses",
                     format("%s/guesses", progress_folder(reader->root)),
                     (char *)(size_t)(reader->waits ? NULL : "--all"),
                     NULL};

    if (reader->rows > 0 && !wait_for(reader, "Enter: the run   q: leave "))
        return;
    putchar('\n');
    fflush(stdout);
    int status = run_to_its_end(words);
    if (status == LEFT || status == 128 + SIGPIPE)
        reader->left = true;
    else if (status != 0)
        give_up(
            "the run of lesson %d did not end as it should. ./reclaim lesson %d shows it whole.",
            atoi(reader->lesson), atoi(reader->lesson));
    reader->rows = rows_of_terminal(); /* read it before anything follows */
}

/* What stands between two lines with [NAME], less its indentation. */
static void show_snippet(struct reader *reader, const char *file, const char *name)
{
    struct text source = {0}, code = {0};
    char *marker = format("[%s]", name);
    bool inside = false;
    size_t indent = 80;

    if (!file_read(format("%s/lessons/%s/%s", reader->root, reader->lesson, file), SOURCE_MOST,
                   &source))
        return;
    struct words lines = {0};
    for (char *rest = source.bytes, *line; (line = strsep(&rest, "\n")) != NULL;) {
        bool is_marker = strstr(line, marker) != NULL;
        if (inside && !is_marker && strstr(line, "//! [") == NULL) {
            words_add(&lines, line);
            if (*line != '\0' && strspn(line, " ") < indent)
                indent = strspn(line, " ");
        }
        inside = inside != is_marker;
    }
    text_format(&code, "```\n");
    for (size_t i = 0; i < lines.count; i++)
        text_format(&code, "%s\n", strlen(lines.at[i]) > indent ? lines.at[i] + indent : "");
    text_format(&code, "```\n");
    struct text made = {0};
    add_markdown(&made, &reader->style, text_of(&code));
    add_both_ends(&made, &reader->style, "", PLAIN, format("lessons/%s/%s", reader->lesson, file),
                  SOFT);
    put(reader, &made);
    text_free(&source);
    text_free(&code);
}

/* The place of a picture: what it shows, in words. */
static void show_caption(struct reader *reader, const char *rest)
{
    const char *open = strchr(rest, '"');
    struct text text = {0};

    if (open == NULL)
        return;
    add_markdown_line(&text, &reader->style, "  |", 4, copy_of(open + 1, strcspn(open + 1, "\"")));
    put(reader, &text);
}

static void show_exercise(struct reader *reader, const char *id)
{
    const struct step *step = path_find(reader->path, copy_of(id, strcspn(id, " ")));
    struct text text = {0};

    if (step == NULL)
        return;
    add_markdown_line(&text, &reader->style, "  →", 4,
                      format("Now **%s**%s: `%s`", step_name(step), step->done ? " (passed)" : "",
                             path_in_project(step->exercise, step->exercise->source)));
    put(reader, &text);
}

/* "<details><summary>QUESTION</summary>" asks; the answer comes at Enter. */
static void begin_answer(struct reader *reader, const char *line)
{
    const char *start = strstr(line, "<summary>");
    const char *end = start != NULL ? strstr(start, "</summary>") : NULL;
    struct text text = {0};

    if (end == NULL)
        return;
    start += strlen("<summary>");
    add_markdown_line(&text, &reader->style, "  ?", 4, copy_of(start, (size_t)(end - start)));
    put(reader, &text);
    wait_for(reader, "Enter: the answer   q: leave ");
}

/* A line that is no Markdown of this page but asks for something; false: it is Markdown. */
static bool follow(struct reader *reader, const char *line)
{
    const char *rest;

    if (*line != '@' && *line != '<')
        return false;
    flush_markdown(reader);
    if (reader->left)
        return true;
    if ((rest = after_prefix(line, "@verbinclude ")) != NULL &&
        (rest = strstr(rest, ".act")) != NULL) {
        run_act(reader, atoi(rest + strlen(".act")));
    } else if ((rest = after_prefix(line, "@snippet ")) != NULL) {
        size_t size = strcspn(rest, " ");
        const char *name = rest + size + strspn(rest + size, " ");
        show_snippet(reader, copy_of(rest, size), copy_of(name, strcspn(name, " \n")));
    } else if (after_prefix(line, "@dotfile ") != NULL || after_prefix(line, "@plot ") != NULL) {
        show_caption(reader, line);
    } else if ((rest = after_prefix(line, "@exercise ")) != NULL) {
        show_exercise(reader, rest);
    } else if (after_prefix(line, "<details>") != NULL) {
        begin_answer(reader, line);
    }
    return true;
}

/* The guess before everything: kept beside those of the runs. */
static void ask_first_guess(struct reader *reader, const struct section *section)
{
    char *guess = NULL;

    if (!reader->waits || strstr(section->id, "-predict") == NULL)
        return;
    putchar('\n');
    reader->left = !ask(&reader->style, "your guess (Enter: none, q: leave): ", &guess);
    if (reader->left || *guess == '\0')
        return;
    printf("    Your guess: %s\n", make_one_line(guess));
    FILE *file = fopen(format("%s/guesses", progress_folder(reader->root)), "a");
    if (file != NULL) {
        fprintf(file, "%s %s\n", section->id, make_one_line(guess));
        fclose(file);
    }
}

static void show_section(struct reader *reader, const struct sections *sections,
                         const struct section *section)
{
    struct text head = {0};
    bool fenced = false;

    add_both_ends(&head, &reader->style, section->title, STRONG,
                  format("lesson %d, %d of %d", atoi(reader->lesson),
                         (int)(section - sections->at) + 1, (int)sections->count),
                  SOFT);
    put(reader, &head);
    char *text = copy_of(section->text, strlen(section->text));
    for (char *rest = text, *line; !reader->left && (line = strsep(&rest, "\n")) != NULL;) {
        if (!fenced && follow(reader, line))
            continue;
        fenced = fenced != (after_prefix(line, "```") != NULL);
        text_format(&reader->markdown, "%s\n", line);
    }
    if (!reader->left)
        flush_markdown(reader);
    if (!reader->left)
        ask_first_guess(reader, section);
    if (!reader->left)
        path_keep_read(reader->path, section->id);
}

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

/* After the last section: what the path has next. */
static void show_end(const struct reader *reader, const struct options *options)
{
    if (reader->left)
        printf("%s\n", paint(&reader->style, SOFT, "./reclaim next goes on here."));
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
    struct reader reader = {.path = &path,
                            .style = style_of_terminal(),
                            .lesson = lesson_wanted(&catalogue, options),
                            .root = catalogue.exercises[0].root,
                            .build = options->build,
                            .waits = can_ask() && !options->all};
    if (!sections_read(&sections, reader.root, reader.lesson))
        give_up("there is no page lessons/%s/lesson.md.", reader.lesson);
    bool one = options->section != NULL && !(options->onward && reader.waits);
    const struct section *section = options->section != NULL
                                        ? section_wanted(&sections, options, reader.lesson)
                                    : reader.waits ? first_unread(&reader, &sections)
                                                   : &sections.at[0];
    for (; !reader.left && section < sections.at + sections.count; section++) {
        show_section(&reader, &sections, section);
        if (one || reader.left)
            break;
        if (section + 1 < sections.at + sections.count)
            wait_for(&reader, format("Enter: %s   q: leave ", section[1].title));
    }
    show_end(&reader, options);
    return 0;
}
