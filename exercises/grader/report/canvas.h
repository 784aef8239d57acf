/* A grid of cells to draw boxes and arrows on. Lines that meet join: a cell knows to which of its
 * four sides lines lead, and becomes the character for that. What lies outside of it is not drawn.
 */
#ifndef RECLAIM_GRADER_REPORT_CANVAS_H
#define RECLAIM_GRADER_REPORT_CANVAS_H

#include "exercises/grader/report/terminal.h"

struct cell;

struct canvas {
    struct cell *cells;
    int width, height;
    bool boxes; /* in Unicode */
};

void canvas_begin(struct canvas *canvas, int width, int height, bool boxes);
void canvas_end(struct canvas *canvas);
/* A line between two cells of a row, of a column, both included. */
void canvas_across(struct canvas *canvas, int row, int from, int to);
void canvas_down(struct canvas *canvas, int column, int from, int to);
/* Text over whatever was there, at most so many columns of it. */
void canvas_write(struct canvas *canvas, int row, int column, int most, enum colour colour,
                  const char *text);
/* A row as a line, without the blanks at its end. */
const char *canvas_line(const struct canvas *canvas, const struct style *style, int row);

#endif
