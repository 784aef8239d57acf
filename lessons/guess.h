/**
 * @file
 * What a reader guesses before the run answers: asked for on a terminal, kept from one time to the
 * next.
 */
#ifndef RECLAIM_LESSONS_GUESS_H
#define RECLAIM_LESSONS_GUESS_H

#include "lessons/question.h"

/** The exit status of a lesson that its reader left. */
enum { GUESS_LEFT = 3 };

/** Begins: @p lesson is the lesson's name. */
void guess_open(const char *lesson);

/** No question is waited at. */
void guess_never(void);

/** Guesses are kept in @p file, a line for each: "lesson_01.3 GUESS", the latest last. NULL:
 * nowhere. */
void guess_keep(const char *file);

/** After the question itself: shows what there is to choose from, waits for the guess where there
 * is a terminal, and shows it; NULL: it is one in free words. q ends the program with GUESS_LEFT.
 */
void guess_ask(const struct question *question);

/** The claim @p id was made: if that is what the last guess was about, says whether it was right.
 */
void guess_claimed(const char *id);

/** Asks @p questions, @p count of them, and says at once what is right; where nobody can be asked,
 * too. */
void guess_at_end(const struct question *const questions[], int count);

#endif
