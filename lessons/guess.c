/* See guess.h. */
#include "lessons/guess.h"

#include <ctype.h>
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
    const struct question *question; /* whose answer is still to come; NULL: none */
    const struct choice *choice;     /* what was guessed; NULL: none of the choices */
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

static void show_choices(const struct question *question, const int order[], int count)
{
    char mark[16];

    for (int i = 0; i < count; i++) {
        snprintf(mark, sizeof mark, "    %c  ", 'A' + i); /* objects are a, b, c */
        page_lay(QUESTION, mark, PLAIN, question->choices[order[i]].text);
    }
}

/* The choice that an answer means: its letter, or what would be typed for the right one. */
static const struct choice *meant(const struct question *question, const int order[], int count,
                                  const char *answer)
{
    int letter = tolower((unsigned char)answer[0]) - 'a';

    if (answer[0] != '\0' && answer[1] == '\0' && letter >= 0 && letter < count)
        return &question->choices[order[letter]];
    if (question->typed != NULL && strcmp(question->typed, answer) == 0)
        return &question->choices[0];
    return NULL;
}

/* Which sentence of a run says so. */
static void say_claim(const char *indent, const char *id)
{
    char text[LINE];

    snprintf(text, sizeof text, "see ✓ %s", id);
    page_lay(FAINT, indent, FAINT, text);
}

static void say_verdict(const struct question *question, const struct choice *choice)
{
    const struct choice *right = &question->choices[0];
    bool is_right = choice == right;

    if (choice != NULL && !is_right) {
        page_lay(BAD, "    not so: ", PLAIN, choice->because);
        say_claim("            ", choice->claim);
    }
    page_lay(GOOD, is_right ? "    right: " : "    it is: ", PLAIN,
             is_right ? right->because : right->text);
    if (!is_right)
        page_lay(FAINT, "           ", PLAIN, right->because);
    say_claim("           ", right->claim);
}

/* Asks, under a key. @return the choice that was meant; NULL: none of them. */
static const struct choice *ask(const struct question *question, const char *key)
{
    char text[LINE / 2], before[LINE];
    int order[MOST_CHOICES], count = question == NULL ? 0 : question_order(question, order);

    show_choices(question, order, count);
    find_before(key, before, sizeof before);
    if (*before != '\0')
        page_lay(FAINT, "    Last time you guessed: ", PLAIN, before);
    guess.never = !page_ask(
        count > 0 ? "guess (Enter: show me, q: leave): " : "guess (Enter: none, q: leave): ", text,
        sizeof text);
    make_printable(text);
    if (strcmp(text, "q") == 0)
        exit(GUESS_LEFT);
    if (*text == '\0') {
        page_lay(FAINT, "    ", PLAIN, "No guess.");
        return NULL;
    }
    const struct choice *choice = question == NULL ? NULL : meant(question, order, count, text);
    const char *said = choice != NULL ? choice->text : text;
    page_lay(FAINT, "    Your guess: ", PLAIN, said);
    keep(key, said);
    return choice;
}

static bool may_ask(void)
{
    return !guess.never && !page_is_hidden() && page_can_wait();
}

void guess_ask(const struct question *question)
{
    char key[LINE];

    guess.questions++;
    guess.question = NULL;
    if (!may_ask())
        return;
    snprintf(key, sizeof key, "%s.%d", guess.lesson, guess.questions);
    guess.choice = ask(question, key);
    guess.question = question;
}

void guess_claimed(const char *id)
{
    if (guess.question == NULL || strcmp(guess.question->choices[0].claim, id) != 0)
        return;
    say_verdict(guess.question, guess.choice);
    guess.question = NULL;
}

void guess_at_end(const struct question *const questions[], int count)
{
    char key[LINE];

    for (int i = 0; i < count; i++) {
        page_end_line();
        page_lay(QUESTION, "  ? ", QUESTION, questions[i]->ask);
        snprintf(key, sizeof key, "%s.end%d", guess.lesson, i + 1);
        say_verdict(questions[i], may_ask() ? ask(questions[i], key) : NULL);
    }
}
