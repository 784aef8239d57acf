/* See terminal.h. */
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "exercises/grader/report/terminal.h"

enum { NARROW = 30, USUAL = 80, BROAD = 200, ENDLESS_WORD = 160, LONGEST_SHOWN = 800 };

static int clamp(long width)
{
    return width < NARROW ? NARROW : width > USUAL ? USUAL : (int)width;
}

/* As the locale has it: LC_ALL, LC_CTYPE, LANG. */
static bool has_boxes(void)
{
    return setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

struct style style_of_terminal(void)
{
    const char *columns = getenv("COLUMNS"), *term = getenv("TERM"), *no = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO);
    struct winsize size;
    struct style style = {.width = USUAL};

    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        style.broad = size.ws_col;
    else if (columns != NULL && atol(columns) > 0)
        style.broad = (int)(atol(columns) < BROAD ? atol(columns) : BROAD);
    style.broad = style.broad < BROAD ? style.broad : BROAD;
    style.width = style.broad > 0 ? clamp(style.broad) : USUAL;
    style.takes_back = terminal && (term == NULL || strcmp(term, "dumb") != 0);
    style.colour = style.takes_back && (no == NULL || *no == '\0');
    style.boxes = has_boxes();
    return style;
}

struct style style_of_screen(int columns)
{
    return (struct style){.width = clamp(columns),
                          .broad = columns < BROAD ? columns : BROAD,
                          .marked = true,
                          .boxes = has_boxes()};
}

struct style style_of_file(void)
{
    return (struct style){.width = USUAL};
}

const char *paint(const struct style *style, enum colour colour, const char *text)
{
    static const char *const codes[] = {"", "32", "1;31", "2", "1", "35"};

    if ((!style->colour && !style->marked) || colour == PLAIN || *text == '\0')
        return text;
    if (style->marked)
        return format("%c%d%s%c", MARK_BEGIN, (int)colour, text, MARK_END);
    return format("\033[%sm%s\033[0m", codes[colour], text);
}

void show_meanwhile(const struct style *style, const char *sentence)
{
    int most = style->width - 1;

    if (!style->takes_back)
        return;
    if (sentence == NULL)
        printf("\r%*s\r", most, "");
    else
        printf("  %.*s", most - 2, sentence);
    fflush(stdout);
}

/* One for each character. */
int columns_of(const char *text, size_t size)
{
    int columns = 0;

    for (size_t i = 0; i < size; i++)
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    return columns;
}

static void new_line(struct text *to, int indent, int *column)
{
    text_format(to, "\n%*s", indent, "");
    *column = indent;
}

/* How much of a word goes onto a line with room for so many columns. */
static size_t part_of_word(const char *word, size_t size, int room)
{
    size_t part = 0;

    if (room < 8 || columns_of(word, size) <= room)
        return size;
    for (size_t i = 0; i + 1 < size && columns_of(word, i + 1) <= room; i++)
        if (word[i] == ',' || word[i] == '/')
            part = i + 1;
    if (part == 0 && size > ENDLESS_WORD)
        for (part = (size_t)room; part > 1 && ((unsigned char)word[part] & 0xc0) == 0x80;)
            part--;
    return part > 0 ? part : size;
}

const char *shortened(const char *text)
{
    size_t size = strlen(text), cut = LONGEST_SHOWN;

    if (size <= LONGEST_SHOWN + LONGEST_SHOWN / 4)
        return text;
    while (((unsigned char)text[cut] & 0xc0) == 0x80)
        cut--;
    return format("%.*s ... (%zu bytes more)", (int)cut, text, size - cut);
}

void add_wrapped(struct text *to, const struct style *style, const char *head, int indent,
                 const char *text)
{
    int column = indent;
    bool fresh = true; /* nothing on this line yet */

    text = make_harmless(text, strlen(text));
    text_format(to, "%s%*s", head, indent - columns_of(head, strlen(head)), "");
    while (*text != '\0') {
        size_t size = part_of_word(text, strcspn(text, " \n"), style->width - indent);
        int columns = columns_of(text, size);
        if (!fresh && column + 1 + columns > style->width) {
            new_line(to, indent, &column);
            fresh = true;
        }
        if (size > 0) {
            text_format(to, "%s%.*s", fresh ? "" : " ", (int)size, text);
            column += columns + !fresh;
            fresh = false;
        }
        text += size;
        if (*text == '\n') {
            new_line(to, indent, &column);
            fresh = true;
        }
        text += *text == ' ' || *text == '\n';
    }
    text_add(to, "\n", 1);
}

void add_both_ends(struct text *to, const struct style *style, const char *left,
                   enum colour left_colour, const char *right, enum colour right_colour)
{
    left = make_one_line(left);
    right = make_one_line(right);
    int left_columns = columns_of(left, strlen(left)),
        right_columns = columns_of(right, strlen(right));
    int gap = style->width - left_columns - right_columns;

    if (gap >= 2) {
        text_format(to, "%s%*s%s\n", paint(style, left_colour, left), gap, "",
                    paint(style, right_colour, right));
        return;
    }
    int indent = (int)strspn(left, " ");
    char *start = copy_of(left, (size_t)indent);
    add_wrapped(to, style, start, indent, left + indent);
    text_format(to, "%*s%s\n", style->width - right_columns, "", paint(style, right_colour, right));
}
