/**
 * @file
 * The page that a lesson is printed on: lines wrapped to its width, marks, colour on a terminal,
 * and the same lines without colour in the files of --transcript.
 */
#ifndef RECLAIM_LESSONS_PAGE_H
#define RECLAIM_LESSONS_PAGE_H

#include <stdbool.h>
#include <stdio.h>

/** What a piece of text is; the page knows its colour. */
enum ink { PLAIN, STRONG, FAINT, GOOD, BAD, NUMBER, QUESTION, HAPPENING, CODE };

/** Tells every byte that is printed to @p listener in place of standard output; NULL: no longer.
 * Before page_open(). For a judge that must not take what somebody else printed for the lesson's
 * words. */
void page_tell(void (*listener)(const char *bytes, int count));

/** Whether there is such a listener. A lesson starts no other program then. */
bool page_is_told(void);

/** Tells each line that is printed, before it is wrapped, to @p listener; NULL: no longer. */
void page_listen(void (*listener)(const char *line));

/** Finds out about the terminal. @p name is the lesson's ("lesson_01"): complaints and file names
 * begin with it. */
void page_open(const char *name);

/** Keeps what is printed in files in @p directory from now on, whole and act by act; NULL: nowhere.
 */
void page_keep(const char *directory);

/** Ends the file of the act before and begins that of act @p number; 0 only ends it. */
void page_begin_act(int number);

/** Adds @p text to the line that is being made. */
void page_add(enum ink ink, const char *text);

/** Ends that line. */
void page_end_line(void);

/** Prints @p text behind @p mark, wrapped; further lines stand under its first word. */
void page_lay(enum ink mark_ink, const char *mark, enum ink ink, const char *text);

/** Prints a rule across the page that begins with @p start, a @p title in it. */
void page_rule(const char *start, const char *title);

/** From now on nothing is printed, until it is switched off again. */
void page_hide(bool hidden);
bool page_is_hidden(void);

/** Whether there is a terminal to wait at. */
bool page_can_wait(void);

/** Prints @p prompt, reads a line into @p answer and wipes the prompt out. False: end of file. */
bool page_ask(const char *prompt, char *answer, int size);

/** Flushes and closes everything. False, with a complaint, if something could not be written. */
bool page_close(void);

/** Makes @p directory if it is not there. Ends the program with status 2 and a complaint when
 * nothing can be written into it. NULL: does nothing. */
void page_need_directory(const char *directory);

/** Opens the file @p name in @p directory for writing. Ends the program in the same way when it
 * cannot. */
FILE *page_create(const char *directory, const char *name);

/** One line on standard error, printf-style, behind the lesson's name. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
