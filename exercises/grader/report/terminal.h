/* Text for a reader: wrapped to the width of the terminal, coloured only on one, never able to
 * control it. */
#ifndef RECLAIM_GRADER_REPORT_TERMINAL_H
#define RECLAIM_GRADER_REPORT_TERMINAL_H

#include "exercises/grader/base/harmless.h"
#include "exercises/grader/base/text.h"

enum colour { PLAIN, GOOD, BAD, SOFT, STRONG, WARM };

/* No stranger's text has these bytes (harmless.h). */
#define MARK_BEGIN '\001'
#define MARK_END   '\002'

struct style {
    int width;
    int broad; /* drawings may be that wide; 0: no wider than the rest */
    bool colour;
    bool marked;     /* colours for a screen: a mark, the colour's digit, the text, MARK_END */
    bool takes_back; /* a line that is not ended can be written over */
    bool boxes;      /* its characters include those that boxes are drawn with */
};

/* For standard output: its width if it is a terminal (else COLUMNS, else 80; 30 to 80 either way),
 * and colour unless NO_COLOR is set or TERM is dumb. */
struct style style_of_terminal(void);
/* For a screen of so many columns, which shows the marks as it likes. */
struct style style_of_screen(int columns);
/* For files: 80 wide, no colour. */
struct style style_of_file(void);

/* text in a colour, or as it is. */
const char *paint(const struct style *style, enum colour colour, const char *text);
/* Adds a paragraph, every line indented, the first one after `head` (which is as wide as the indent
 * or shorter). A word that is wider than the line is broken after a comma or a slash, else kept
 * whole, unless it is endless. Newlines in text start new lines. */
void add_wrapped(struct text *to, const struct style *style, const char *head, int indent,
                 const char *text);
/* Adds left and right on one line, right at the edge, or right below where there is no room. Takes
 * widths from the plain texts and paints them afterwards. */
void add_both_ends(struct text *to, const struct style *style, const char *left,
                   enum colour left_colour, const char *right, enum colour right_colour);

/* Says on a terminal what is going on meanwhile, in a line that goes again with
 * show_meanwhile(style, NULL). Nothing where a line cannot be taken back. */
void show_meanwhile(const struct style *style, const char *sentence);

/* The columns of UTF-8 text, near enough. */
int columns_of(const char *text, size_t size);
/* The text, or the beginning of a very long one and how much more there is. */
const char *shortened(const char *text);

#endif
