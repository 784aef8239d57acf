/* See page_screen.h. */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "exercises/grader/commands/ask.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/commands/page_screen.h"

enum { ROWS = 24 };

static int rows_of_terminal(void)
{
    struct winsize size;

    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : ROWS;
}

static int lines_in(const struct text *text)
{
    int lines = 0;

    for (size_t i = 0; i < text->size; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

bool screen_wait(struct screen *screen, const char *prompt)
{
    if (screen->waits && !screen->left)
        screen->left = !ask(&screen->style, prompt, NULL);
    screen->rows = 0;
    return !screen->left;
}

void screen_put(struct screen *screen, struct text *text)
{
    int lines = lines_in(text) + 1;

    if (screen->rows > 0 && screen->rows + lines > rows_of_terminal() - 2 &&
        !screen_wait(screen, "Enter: on   q: leave "))
        return;
    screen->rows += lines;
    putchar('\n');
    show(text);
}

void screen_fill(struct screen *screen)
{
    screen->rows = rows_of_terminal();
}
