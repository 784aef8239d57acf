/* Questions at a terminal. */
#ifndef RECLAIM_GRADER_COMMANDS_ASK_H
#define RECLAIM_GRADER_COMMANDS_ASK_H

#include "exercises/grader/report/terminal.h"

/* Whether there is somebody to ask. */
bool can_ask(void);

/* Shows the prompt, reads a line into *answer (without its end; NULL: nobody wants it) and takes
 * the prompt away. False: q, or the end of input. */
bool ask(const struct style *style, const char *prompt, char **answer);

#endif
