/**
 * @file
 * What a reader guesses before the run answers: asked for on a terminal, kept from one time to the
 * next.
 */
#ifndef RECLAIM_LESSONS_GUESS_H
#define RECLAIM_LESSONS_GUESS_H

/** The exit status of a lesson that its reader left. */
enum { GUESS_LEFT = 3 };

/** Begins: @p lesson is the lesson's name. */
void guess_open(const char *lesson);

/** No question is waited at. */
void guess_never(void);

/** Guesses are kept in @p file, a line for each: "lesson_01.3 GUESS", the latest last. NULL:
 * nowhere. */
void guess_keep(const char *file);

/** After a question: waits for the guess where there is a terminal, and shows it. q ends the
 * program with GUESS_LEFT. */
void guess_ask(void);

#endif
