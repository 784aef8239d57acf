/* The one screen of watch, by ncurses: a line that says how things are, what is to be read, the
 * keys. It knows the terminal and nothing of exercises. */
#ifndef RECLAIM_GRADER_COMMANDS_WATCH_SCREEN_H
#define RECLAIM_GRADER_COMMANDS_WATCH_SCREEN_H

#include "exercises/grader/report/terminal.h"

struct screen {
    const char *title, *state; /* of the first line: left, right */
    enum colour colour;        /* of the state */
    const char *below;         /* the second line */
    const char *body;          /* lines, with marks */
    const char *question;      /* instead of the keys; NULL */
    const char *const *keys;   /* "h hint" ..., NULL at the end */
    int scroll;                /* lines of the body above its window; kept in range */
};

enum screen_key { KEY_NONE = -1, KEY_NEW_SIZE = 0x100, KEY_READ_UP, KEY_READ_DOWN };

/* False: this terminal cannot be drawn on (or standard output is none). */
bool screen_begin(void);
void screen_end(void); /* as it was before; fine when it was never begun */
int screen_columns(void);

void screen_show(struct screen *screen);
/* The same with a party over the body: frame 0, 1 ... */
void screen_celebrate(struct screen *screen, const char *news, const char *next, int frame);

/* The next key pressed: a character, one of the above, or KEY_NONE. */
int screen_key(void);

/* Leaves the terminal to somebody else, and takes it back. */
void screen_leave(void);
void screen_return(void);

#endif
