/* Lesson 04: what is built and measured, and the act about when a full collection pays. */
#ifndef RECLAIM_LESSONS_04_QUARTER_H
#define RECLAIM_LESSONS_04_QUARTER_H

#include "lessons/work.h"

/* Makes n lists and keeps them all. Given a collector, it calls that in the place of the automatic
 * one: before each list whose allocation would trigger. Returns the work. */
struct work build(int n, void (*collect)(void));

void the_quarter_rule(void);

#endif
