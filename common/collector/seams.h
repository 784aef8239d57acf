/**
 * @file
 * The collector's policy, file by file: functions that are handed the collector's state and change
 * nothing else, so that each file can be taken out and written anew. When to collect is trigger.c:
 * gc_count_allocation() and gc_count_free() (objects/tracking.h).
 */
#ifndef RECLAIM_COMMON_COLLECTOR_SEAMS_H
#define RECLAIM_COMMON_COLLECTOR_SEAMS_H

#include "common/collector/gc.h"

/** @name How much to collect: choose.c
 *  CPython: gc_collect_generations. */
///@{
/** The generation that a trigger collects now: the oldest that is due and pays; -1: none is. */
int gc_choose_generation(const struct gc_state *gc);
/** A collection of @p generation left @p survivors tracked objects: keeps long_lived_total and
 * long_lived_pending, which the choice of a full collection rests on. */
void gc_note_survivors(struct gc_state *gc, int generation, size_t survivors);
///@}

/** @name Growing older: promote.c
 *  CPython: the beginning of gc_collect_main, and gc_list_merge after deduce_unreachable. */
///@{
/** A collection of @p generation begins: its count and all younger ones start again, the next older
 * one counts it, and all younger members are appended to its list, generation 0 first. */
void gc_merge_younger(struct gc_state *gc, int generation);
/** What is left in the list of @p generation has survived its collection, and is appended to the
 * next older one; the oldest generation keeps its own. */
void gc_promote(struct gc_state *gc, int generation);
///@}

#endif
