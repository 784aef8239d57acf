/**
 * @file
 * The last table of lesson 07: four numbers in five situations; memory.py has it for lesson.py.
 */
#ifndef RECLAIM_LESSONS_NUMBERS_H
#define RECLAIM_LESSONS_NUMBERS_H

#include <stdbool.h>

enum situation { HELD, KEPT_BY_ARENAS, GIVEN_BACK, KEPT_BY_MALLOC, TRIMMED, SITUATIONS };

/** Brings about each situation and prints which numbers are as high as with everything alive. */
void four_numbers(void);

/** Whether it was so: for each number, traced, blocks, arenas and resident, + as before or - fell.
 * The last is not compared where it cannot be measured. */
bool saw(enum situation situation, const char *signs);

#endif
