/* See canvas.h. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/canvas.h"

enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8, SIDES = 16, BYTES = 5 };

struct cell {
    unsigned char sides;
    char text[BYTES]; /* one character, instead of lines */
    unsigned char colour;
};

static const char *const unicode[SIDES] = {" ", "╵", "╶", "└", "╷", "│", "┌", "├",
                                           "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"};
static const char *const ascii[SIDES] = {" ", "|", "-", "+", "|", "|", "+", "+",
                                         "-", "+", "-", "+", "+", "+", "+", "+"};

void canvas_begin(struct canvas *canvas, int width, int height, bool boxes)
{
    *canvas = (struct canvas){.width = width, .height = height, .boxes = boxes};
    canvas->cells = allocate((size_t)width * (size_t)height + 1, sizeof canvas->cells[0]);
}

void canvas_end(struct canvas *canvas)
{
    free(canvas->cells);
    canvas->cells = NULL;
}

static struct cell *at(const struct canvas *canvas, int row, int column)
{
    bool inside = row >= 0 && row < canvas->height && column >= 0 && column < canvas->width;

    return inside ? &canvas->cells[row * canvas->width + column] : NULL;
}

static void add_sides(const struct canvas *canvas, int row, int column, int sides)
{
    struct cell *cell = at(canvas, row, column);

    if (cell != NULL)
        cell->sides |= (unsigned char)sides;
}

void canvas_across(struct canvas *canvas, int row, int from, int to)
{
    for (int column = from; column <= to; column++)
        add_sides(canvas, row, column, (column > from ? WEST : 0) | (column < to ? EAST : 0));
}

void canvas_down(struct canvas *canvas, int column, int from, int to)
{
    for (int row = from; row <= to; row++)
        add_sides(canvas, row, column, (row > from ? NORTH : 0) | (row < to ? SOUTH : 0));
}

/* Bytes of the character at text. */
static size_t character(const char *text)
{
    size_t size = 1;

    while (((unsigned char)text[size] & 0xc0) == 0x80 && size < BYTES - 1)
        size++;
    return size;
}

void canvas_write(struct canvas *canvas, int row, int column, int most, enum colour colour,
                  const char *text)
{
    for (; *text != '\0' && most > 0; most--, column++) {
        size_t size = character(text);
        struct cell *cell = at(canvas, row, column);
        if (cell != NULL) {
            memset(cell->text, 0, sizeof cell->text);
            memcpy(cell->text, text, size);
            cell->colour = (unsigned char)colour;
        }
        text += size;
    }
}

static const char *shown(const struct canvas *canvas, const struct cell *cell)
{
    if (*cell->text != '\0')
        return cell->text;
    return (canvas->boxes ? unicode : ascii)[cell->sides];
}

/* Runs of one colour are painted at once. */
const char *canvas_line(const struct canvas *canvas, const struct style *style, int row)
{
    struct text line = {0}, part = {0};
    int end = canvas->width;

    while (end > 0 && strcmp(shown(canvas, at(canvas, row, end - 1)), " ") == 0)
        end--;
    text_add(&line, "", 0);
    for (int column = 0; column < end; column++) {
        const struct cell *cell = at(canvas, row, column), *next = at(canvas, row, column + 1);
        text_format(&part, "%s", shown(canvas, cell));
        if (column + 1 == end || next->colour != cell->colour) {
            text_format(&line, "%s", paint(style, (enum colour)cell->colour, text_of(&part)));
            text_free(&part);
        }
    }
    return line.bytes;
}
