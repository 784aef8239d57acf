/**
 * @file
 * The words in which every lesson.c is told; narrator.py has the same words for lesson.py.
 *
 * - lesson() comes first and finish() last; between them, act() by act(), each step is does(), the
 * C that does what the Python line says, and its evidence.
 * - **What is printed is checked**: claim() is an assertion, and one false claim makes the exit
 * status 1.
 * - Both programs of a lesson print the same transcript, except lines of aside(), which begin with
 * `~`.
 * - A pipe or a file always gets the transcript 80 columns wide and without colour; a terminal gets
 * its own width, at most 80, and colour unless NO_COLOR is set.
 * - The narrator keeps no reference to any object, and draws a heap only from variable()s.
 */
#ifndef RECLAIM_LESSONS_NARRATOR_H
#define RECLAIM_LESSONS_NARRATOR_H

#include <stdio.h>

#include "common/objects/object.h"

/** Starts the runtime, reads the options (--help shows them), prints the @p
 * title and the @p question that the lesson answers. An unknown option ends the program with
 * status 2. */
void lesson(int argc, char **argv, const char *number, const char *title, const char *question);

/** Begins an act: a part of the story with a title of its own. */
void act(const char *title);

/** A question to answer before the run does. On a terminal it waits for a guess, unless --all;
 * what there is to choose from stands, under the same words, in the lesson's questions.c. */
void predict(const char *question);

/** Begins a step: the line of Python that happens next. */
void does(const char *code);

/** A question to the interpreter, part of the step, and what it answers. @return @p value, a
 * number. */
long long asks(const char *code, long long value);

/** The same when the answer is not a number, but a text as Python would show it. */
void asks_text(const char *code, const char *value);

/** Shows the count of @p obj before and after this step. Before is what was shown under this @p
 * label last, 0 at first. @return the count. */
intptr_t counted(const char *label, const struct object *obj);

/** Whether the container last counted under @p label is gone from the collector's lists; if so,
 * shows that its count went to 0. Only for tracked objects. */
bool freed(const char *label);

/** Something that happens in the middle of a step, printf-style: printed at once, kept for
 * happened(). */
void event(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** The events of this step so far, in order: "x is freed, y is freed". Borrowed, until the next
 * event. */
const char *happened(void);

/** How many bytes of C stack lay between the step and its last event. */
size_t event_depth(void);

/** Whether @p owner itself refers to @p obj: asks its type's traverse. */
bool holds(struct object *owner, struct object *obj);

/** A Thing: an object with a name whose finalizer is the event "NAME is freed". New reference. */
struct object *thing_new(const char *name);

/** The same of a class of the lesson's own, whose finalizer may use thing_name(). New reference. */
struct object *thing_new_of(struct object *class, const char *name);

/** The name of a Thing. Borrowed, good while the Thing lives. */
const char *thing_name(struct object *thing);

/** What the step showed, in one @p sentence, which @p condition must bear out. Ids are CURRICULUM's
 * numbers with a letter: "01.3b". */
void claim(const char *id, bool condition, const char *sentence);

/** A claim about a value, number or text; when it is false, both values are shown. */
#define claim_is(id, found, expected, sentence)                                                    \
    _Generic((found), char *: claim_text, const char *: claim_text, default: claim_number)(        \
        id, found, expected, sentence)

/** Plain words between the steps. */
void say(const char *text);

/** A line that the two programs need not agree on (addresses, bytes of a C struct), printf-style;
 * it is printed behind a `~` and not compared. */
void aside(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** A recording shows this name of the story while @p *place is not NULL. Keep @p place valid until
 * finish(). */
void variable(const char *name, struct object **place);

/** del name: empties @p *place first, then releases what was there. */
void del(struct object **place);

/** Prints the tally and ends the runtime, which must be empty by now.
 *  @return the exit status for main(): 0 only when every claim was true and nothing was left
 * behind. */
int finish(void);

/** Writes a picture of the lesson's own, lesson_NN.@p name, with @p write, into the directory of
 * --pictures; without that option, does nothing. Ends the program with status 2 when it cannot. */
void picture(const char *name, void write(FILE *out, const void *what), const void *what);

/** @name Behind claim_is() */
///@{
void claim_number(const char *id, long long found, long long expected, const char *sentence);
void claim_text(const char *id, const char *found, const char *expected, const char *sentence);
///@}

#endif
