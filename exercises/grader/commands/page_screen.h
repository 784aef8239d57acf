/* A screen that is read from top to bottom: nothing leaves it before its reader is asked. */
#ifndef RECLAIM_GRADER_COMMANDS_PAGE_SCREEN_H
#define RECLAIM_GRADER_COMMANDS_PAGE_SCREEN_H

#include "exercises/grader/report/terminal.h"

struct screen {
    struct style style;
    bool waits; /* somebody can be waited for */
    bool left;  /* and has left */
    int rows;   /* shown since the last wait */
};

/* Waits; false: the reader has left. */
bool screen_wait(struct screen *screen, const char *prompt);

/* Shows a part that belongs together, and frees it; not before there is room for it below what is
 * being read. */
void screen_put(struct screen *screen, struct text *text);

/* What was shown fills it: the next part waits. */
void screen_fill(struct screen *screen);

#endif
