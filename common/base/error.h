/**
 * @file
 * Three kinds of trouble, never mixed.
 *
 * - **A caller's bug** (a dead object, a list where a dict belongs) ends the program through
 *   fatal(), which names the function and what was wrong. Nothing can be repaired by then.
 * - **Exhaustion**: the function returns NULL or false with nothing changed and nothing leaked, and
 *   the error is a MemoryError.
 * - **A user's error** (bad index, missing key): the function returns NULL or false and sets the
 * error.
 *
 * An error stays until error_clear(), as an exception in flight does in Python. While one is
 * pending no automatic collection starts. CPython: Python/errors.c.
 */
#ifndef RECLAIM_COMMON_BASE_ERROR_H
#define RECLAIM_COMMON_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

/** The exceptions of Python that the library can raise. */
enum error_kind {
    ERROR_NONE,
    ERROR_ATTRIBUTE,
    ERROR_INDEX,
    ERROR_KEY,
    ERROR_MEMORY,
    ERROR_RECURSION,
    ERROR_RUNTIME,
    ERROR_SYSTEM,
    ERROR_TYPE,
    ERROR_VALUE,
};

/** One error. */
struct error {
    enum error_kind kind;
    char text[200]; /**< as Python would show it: "IndexError: list index out of range" */
};

/** Raises: sets the pending error to @p kind with a printf-style text. An earlier one is replaced.
 *  @return always false, so that a function may end with `return error_set(...)`. */
bool error_set(enum error_kind kind, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Raises MemoryError. @return always NULL, for functions that return an object. */
void *error_no_memory(void);

/** The kind of the pending error, ERROR_NONE when there is none. */
enum error_kind error_occurred(void);

/** The pending error as Python would print it ("KeyError: 'x'"), "" when there is none. Borrowed.
 */
const char *error_message(void);

/** Forgets the pending error. */
void error_clear(void);

/** @name For code that runs in the middle of something else: finalizers, callbacks, the collector
 */
///@{
/** Moves the pending error, if any, into @p saved. CPython: PyErr_Fetch. */
void error_fetch(struct error *saved);
/** Makes @p saved the pending error again; whatever is pending is forgotten. CPython:
 * PyErr_Restore. */
void error_restore(const struct error *saved);
/** There is nobody to raise the pending error to: counts it, tells the handler and clears it.
 * Nothing happens when there is none. CPython: PyErr_WriteUnraisable, sys.unraisablehook. */
void error_unraisable(void);
///@}

/** A bug in the caller: reports "WHERE: text" and aborts. @p where is the function's name. The
 *  report goes to the handler of error_on_fatal(), else to standard error. Never returns. */
_Noreturn void fatal(const char *where, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Who hears of a fatal error before the program ends; NULL brings the default back. */
void error_on_fatal(void (*handler)(const char *message));

#endif
