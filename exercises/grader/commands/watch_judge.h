/* The judge at work for watch: the same grading as ever, in a process of its own, which tells what
 * it knows as it learns it. It stays until the next save, so that it can tell all of it again for
 * a terminal of another width; then it is ended, and with it all that it made.
 */
#ifndef RECLAIM_GRADER_COMMANDS_WATCH_JUDGE_H
#define RECLAIM_GRADER_COMMANDS_WATCH_JUDGE_H

#include <sys/types.h>

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/catalogue.h"

struct judging {
    pid_t pid; /* 0: nobody is at work */
    int fd;    /* readable when there is news; -1 */

    /* what is known */
    struct text shown; /* what to show, with marks (report/terminal.h) or for a line printer */
    struct text note;  /* what is going on meanwhile; "" when it is done */
    bool done;         /* that is the whole verdict */
    int points, points_most;

    /* watch_judge.c's own */
    struct text unread;
    int complaint; /* what it says when it gives up */
    int columns;
};

/* Ends what is under way and begins anew. `columns` is the screen's; 0: plain lines. */
void judging_start(struct judging *judging, const struct exercise *exercise,
                   const struct options *options, int columns);
/* Takes the news; returns whether there was any. */
bool judging_read(struct judging *judging);
/* Asks for the same in another width. */
void judging_resize(struct judging *judging, int columns);
/* Ends it in order and waits. */
void judging_stop(struct judging *judging);

#endif
