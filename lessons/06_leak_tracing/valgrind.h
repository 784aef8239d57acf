/**
 * @file
 * Valgrind's verdict on the four leaks, of which lesson_06_leaking makes ten each and ends.
 */
#ifndef RECLAIM_LESSONS_VALGRIND_H
#define RECLAIM_LESSONS_VALGRIND_H

#include <stdbool.h>

/** Runs Valgrind on the program beside this one, shows what its report says of the pixels of each
 * leak, and notes in sees[] whether they are lost. Where there is no Valgrind, or it cannot run
 * this build, it says so and leaves sees[] alone. False: it disagrees with what pointers() found.
 */
bool valgrind_agrees(void);

#endif
