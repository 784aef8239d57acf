/* What the learner's file may touch: everything but the judge's own memory and the C library's.
 *
 * The compiler puts a call before each access of the learner's file (judge/compile.c asks it to),
 * and the linker sends its calls of the C library by way of guard_calls.c. Both end here.
 *
 * - Own are the variables marked OWN, the tracer with its tables, the base of the library, the
 * stack above a check's body, and all code: whoever may read that finds the recorder, whoever may
 * write it is no witness.
 * - Heap and stack are free: what is wrong there is an honest mistake, and has verdicts of its own.
 */
#ifndef RECLAIM_GRADER_GUARD_H
#define RECLAIM_GRADER_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A variable of the judge's, out of the learner's reach. */
#define OWN __attribute__((section("judge_own")))

#pragma GCC visibility push(hidden)

enum access { READS, WRITES };

/* Once, when all is loaded and nothing of the learner's has run. */
void guard_begin(void);

/* Calls the body of a check, or a lesson's. The stack from its return address up is the judge's. */
void guard_call(void (*body)(void));

/* Calls the body of a check, or a lesson's. Until it is back, or guard_called(), the stack from its
 * return address up is the judge's. */
void guard_call(void (*body)(void));
void guard_called(void);

/* Ends the check when any of these bytes is not the learner's to touch. */
void guard_bytes(const void *start, size_t size, enum access access);

/* Whether this lies in a program or a library that is loaded. */
bool guard_is_near(const void *place);

/* One of the two streams that there are, or the one that was put in the place of standard output:
 * a FILE of the learner's own making would be a table of functions. */
bool guard_is_stream(const FILE *stream);
void guard_add_stream(FILE *stream);

/* Says so, and where the learner's file was; ends the process. In crash.c, which knows how. */
_Noreturn void guard_refuse(enum access access, const char *whose);

#pragma GCC visibility pop

#endif
