/**
 * @file
 * What the files of the collector share among themselves; gc.h is for everybody else.
 */
#ifndef RECLAIM_COMMON_GC_COLLECT_H
#define RECLAIM_COMMON_GC_COLLECT_H

#include "common/gc.h"

/** The generation that a trigger collects now: the oldest that is due and pays; -1: none is. */
int gc_choose_generation(const struct gc_state *gc);

/** Trial deletion. Moves the members of @p base that nothing outside of @p base reaches to @p
 * unreachable, which this function initialises; what stays in @p base is reachable. Allocates
 * nothing and does not recurse. Afterwards the members of @p unreachable have GC_COLLECTING set,
 * those of @p base have no mark. */
void gc_deduce_unreachable(struct gc_head *base, struct gc_head *unreachable);

/** What a node's marks must be between two phases. */
enum gc_marks { GC_UNMARKED = 0, GC_MARKED = GC_COLLECTING };

/** In a debug build: ends the program unless @p list is whole and all of its members have @p marks.
 */
void gc_check_list(const struct gc_head *list, enum gc_marks marks);

#endif
