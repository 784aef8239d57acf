/* See ask.h. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/commands/ask.h"

bool can_ask(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool ask(const struct style *style, const char *prompt, char **answer)
{
    char *line = NULL;
    size_t room = 0;
    struct pollfd typed = {.fd = STDIN_FILENO, .events = POLLIN};

    bool ahead = poll(&typed, 1, 0) > 0; /* its line has ended already, above the prompt */
    fputs(paint(style, SOFT, prompt), stdout);
    fflush(stdout);
    ssize_t size = getline(&line, &room, stdin);
    if (size < 0)
        line = copy_of("", 0);
    line[strcspn(line, "\n")] = '\0';
    bool takes_back = size > 0 && style->takes_back;
    fputs(!takes_back ? "\n" : ahead ? "\r\033[K" : "\033[A\r\033[K", stdout);
    fflush(stdout);
    if (answer != NULL)
        *answer = line;
    return size > 0 && strcmp(line, "q") != 0;
}
