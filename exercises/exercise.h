/* What every exercise file includes: the words of the C library that an exercise may need, and
 * TODO.
 *
 * - `TODO("what to write")` marks a function that nobody has written yet. Calling it ends the check
 *   with the verdict "not started": no points, no crash. Replace the whole line by your code.
 * - printf is there for looking at what happens. What you print is shown where a check fails, and
 *   never judged.
 * - Only the functions of the contract (the .h file of the exercise) may be visible from outside;
 *   make every helper of your own `static`.
 */
#ifndef RECLAIM_EXERCISE_H
#define RECLAIM_EXERCISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Stands for code that is still to be written; does not return. */
#define TODO(what) exercise_todo(__FILE__, __LINE__, __func__, what)

_Noreturn void exercise_todo(const char *file, int line, const char *function, const char *what);

#endif
