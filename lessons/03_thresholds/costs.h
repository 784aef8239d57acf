/* Lesson 03: the act in which what a threshold costs is measured. */
#ifndef RECLAIM_LESSONS_03_COSTS_H
#define RECLAIM_LESSONS_03_COSTS_H

void what_it_costs(void);

#endif
