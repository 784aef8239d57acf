/* Lines, wrapped and coloured. See page.h. A column is one character of UTF-8, none is wide. */
#define _GNU_SOURCE
#include "lessons/page.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST = 80, NARROWEST = 24, LEAST_TEXT = 12, LONGEST_LINE = 1200 };

static struct page {
    const char *name, *directory;
    int width;
    bool colour, hidden;
    FILE *whole, *part; /* transcripts: of the lesson, of the act */
} page;

static void (*page_listener)(const char *bytes, int count);

/* Who hears each line, and the line so far. */
static struct {
    void (*hear)(const char *line);
    char text[LONGEST_LINE];
} lines;

static const char *const colours[] = {
    [STRONG] = "1",  [FAINT] = "2",    [GOOD] = "32",      [BAD] = "1;31",
    [NUMBER] = "35", [QUESTION] = "1", [HAPPENING] = "35", [CODE] = "1;36",
};

void complain(const char *format, ...)
{
    va_list arguments;

    fflush(stdout);
    fprintf(stderr, "%s: ", page.name);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

static int terminal_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size = {0};
    int width = columns != NULL ? atoi(columns) : 0;

    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0 || width > WIDEST)
        return WIDEST;
    return width < NARROWEST ? NARROWEST : width;
}

void page_tell(void (*listener)(const char *bytes, int count))
{
    page_listener = listener;
}

bool page_is_told(void)
{
    return page_listener != NULL;
}

void page_open(const char *name)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

    page = (struct page){.name = name, .width = WIDEST};
    if (page_listener != NULL || !isatty(STDOUT_FILENO))
        return;
    page.width = terminal_width();
    page.colour =
        (no_color == NULL || *no_color == '\0') && (term == NULL || strcmp(term, "dumb") != 0);
}

void page_keep(const char *directory)
{
    char file[64];

    page.directory = directory;
    if (directory == NULL)
        return;
    snprintf(file, sizeof file, "%s.txt", page.name);
    page.whole = page_create(directory, file);
}

static bool close_file(FILE **file)
{
    bool good = true;

    if (*file != NULL) {
        good = ferror(*file) == 0;
        if (fclose(*file) != 0)
            good = false;
    }
    *file = NULL;
    return good;
}

static void part_done(void)
{
    if (!close_file(&page.part))
        complain("cannot write the transcript of an act: %s", strerror(errno));
}

void page_begin_act(int number)
{
    char file[64];

    part_done();
    if (number == 0 || page.directory == NULL)
        return;
    snprintf(file, sizeof file, "%s.act%d.txt", page.name, number);
    page.part = page_create(page.directory, file);
}

static void add_bytes(enum ink ink, const char *text, int bytes)
{
    bool paint = page.colour && colours[ink] != NULL && bytes > 0;

    if (page.hidden)
        return;
    if (page_listener != NULL)
        page_listener(text, bytes);
    else if (paint)
        printf("\033[%sm%.*s\033[0m", colours[ink], bytes, text);
    else
        printf("%.*s", bytes, text);
    if (page.whole != NULL)
        fprintf(page.whole, "%.*s", bytes, text);
    if (page.part != NULL)
        fprintf(page.part, "%.*s", bytes, text);
}

void page_listen(void (*listener)(const char *line))
{
    lines.hear = listener;
    lines.text[0] = '\0';
}

static void add_to_line(const char *text)
{
    size_t used = strlen(lines.text);

    if (lines.hear != NULL)
        snprintf(lines.text + used, sizeof lines.text - used, "%s", text);
}

static void tell_line(void)
{
    if (lines.hear != NULL)
        lines.hear(lines.text);
    lines.text[0] = '\0';
}

static void end_row(void)
{
    add_bytes(PLAIN, "\n", 1);
    fflush(stdout);
}

void page_add(enum ink ink, const char *text)
{
    add_to_line(text);
    add_bytes(ink, text, (int)strlen(text));
}

void page_end_line(void)
{
    tell_line();
    end_row();
}

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static int columns(const char *text)
{
    int count = 0;

    for (; *text != '\0'; text++)
        count += starts_character(*text);
    return count;
}

/* How many bytes of text go into room columns, cut after a word if that can be. */
static int fit(const char *text, int room)
{
    int used = 0, cut = 0, at = 0;

    for (; text[at] != '\0'; at++) {
        if (text[at] == ' ')
            cut = at;
        if (starts_character(text[at]) && ++used > room)
            return cut > 0 ? cut : at;
    }
    return at;
}

void page_lay(enum ink mark_ink, const char *mark, enum ink ink, const char *text)
{
    int indent = columns(mark), room = page.width - indent;
    char under[WIDEST + 1];

    add_to_line(mark);
    add_to_line(text);
    tell_line();
    snprintf(under, sizeof under, "%-*s", indent, *mark == '~' ? "~" : "");
    do {
        int bytes = fit(text, room < LEAST_TEXT ? LEAST_TEXT : room);
        add_bytes(mark_ink, mark, (int)strlen(mark));
        add_bytes(ink, text, bytes);
        end_row();
        for (text += bytes; *text == ' '; text++)
            ;
        mark = under;
    } while (*text != '\0');
}

void page_rule(const char *start, const char *title)
{
    int left = page.width - columns(start) - columns(title) - (*title != '\0');

    if (left < 0) { /* no room beside it */
        page_rule(start, "");
        page_lay(PLAIN, "  ", STRONG, title);
        return;
    }
    page_add(FAINT, start);
    page_add(STRONG, title);
    page_add(FAINT, *title != '\0' ? " " : "");
    while (left-- > 0)
        page_add(FAINT, "━");
    page_end_line();
}

void page_hide(bool hidden)
{
    page.hidden = hidden;
}

bool page_is_hidden(void)
{
    return page.hidden;
}

bool page_can_wait(void)
{
    return page_listener == NULL && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool page_ask(const char *prompt, char *answer, int size)
{
    const char *term = getenv("TERM");

    struct pollfd typed = {.fd = STDIN_FILENO, .events = POLLIN};

    bool ahead = poll(&typed, 1, 0) > 0; /* its line has ended already, above the prompt */
    printf(page.colour ? "  \033[2m%s\033[0m" : "  %s", prompt);
    fflush(stdout);
    bool got = fgets(answer, size, stdin) != NULL;
    if (!got)
        *answer = '\0';
    answer[strcspn(answer, "\n")] = '\0';
    bool takes_back = got && term != NULL && strcmp(term, "dumb") != 0;
    fputs(!takes_back ? "\n" : ahead ? "\r\033[K" : "\033[A\r\033[K", stdout);
    return got;
}

bool page_close(void)
{
    part_done();
    bool good = close_file(&page.whole);
    if (fflush(stdout) != 0 || ferror(stdout) != 0)
        good = false;
    if (!good)
        complain("the transcript could not be written whole: %s", strerror(errno));
    return good;
}
