/* See guess.h. */
#include "lessons/guess.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lessons/page.h"

enum { LINE = 256 };

static struct guess {
    const char *lesson, *file;
    bool never;
    int questions;
} guess;

void guess_open(const char *lesson)
{
    guess = (struct guess){.lesson = lesson};
}

void guess_never(void)
{
    guess.never = true;
}

void guess_keep(const char *file)
{
    guess.file = file;
}

/* The latest guess kept under a key, into before; "" when there is none. */
static void find_before(const char *key, char *before, int size)
{
    FILE *file = guess.file != NULL ? fopen(guess.file, "r") : NULL;
    char line[LINE];

    *before = '\0';
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ' ')
            snprintf(before, (size_t)size, "%s", line + strlen(key) + 1);
    }
    if (file != NULL)
        fclose(file);
}

/* A place that cannot be written to keeps nothing, and no lesson stops for that. */
static void keep(const char *key, const char *text)
{
    FILE *file = guess.file != NULL ? fopen(guess.file, "a") : NULL;

    if (file == NULL)
        return;
    fprintf(file, "%s %s\n", key, text);
    fclose(file);
}

static void make_printable(char *text)
{
    for (char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
}

void guess_ask(void)
{
    char text[LINE / 2], key[LINE], before[LINE];

    guess.questions++;
    if (guess.never || page_is_hidden() || !page_can_wait())
        return;
    snprintf(key, sizeof key, "%s.%d", guess.lesson, guess.questions);
    find_before(key, before, sizeof before);
    if (*before != '\0')
        page_lay(FAINT, "    Last time you guessed: ", PLAIN, before);
    guess.never = !page_ask("your guess (Enter: none, q: leave): ", text, sizeof text);
    make_printable(text);
    if (strcmp(text, "q") == 0)
        exit(GUESS_LEFT);
    if (*text == '\0') {
        page_lay(FAINT, "    ", PLAIN, "No guess.");
        return;
    }
    page_lay(FAINT, "    Your guess: ", PLAIN, text);
    keep(key, text);
}
