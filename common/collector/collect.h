/**
 * @file
 * @internal
 * What the files of the collector share among themselves; gc.h is for everybody else, and seams.h
 * for who writes one of its files anew.
 */
#ifndef RECLAIM_COMMON_COLLECTOR_COLLECT_H
#define RECLAIM_COMMON_COLLECTOR_COLLECT_H

#include <time.h>

#include "common/collector/seams.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** What trial deletion saw on its way, so that later phases need not look again. */
struct members {
    size_t size; /**< of base, before */
    bool tuples; /**< there are any */
    bool dicts;  /**< there are reachable ones that it may be time to untrack */
};

/** Trial deletion. Moves the members of @p base that nothing outside of @p base reaches to @p
 * unreachable, which this function initialises; what stays in @p base is reachable. Allocates
 * nothing and does not recurse. Afterwards the members of @p unreachable have GC_COLLECTING set,
 * those of @p base have no mark. */
struct members gc_deduce_unreachable(struct gc_head *base, struct gc_head *unreachable);

/** What one look at the garbage finds, so that phases with nothing to do are left out. */
struct survey {
    size_t size;
    bool legacy, weakrefs, finalizers;
};

/** One collection under way. */
struct collection {
    int generation;
    struct gc_head *young; /**< what is examined */
    struct gc_head *old;   /**< where survivors go; young itself in a full collection */
    struct gc_head unreachable;
    struct gc_head uncollectable; /**< objects with a legacy finalizer, and what they refer to */
    struct survey survey;
    size_t collected;
    size_t kept; /**< of uncollectable */
    struct timespec began;
};

/** @name What a collection says of itself: report.c */
///@{
void gc_report_start(struct collection *c);
void gc_report_done(const struct collection *c);
/** A line for each member of @p list, if @p flag is on: "gc: @p what <TYPE ADDRESS>". */
void gc_report_each(const struct gc_head *list, unsigned flag, const char *what);
/** Calls each of gc_callbacks() with @p phase, "start" or "stop". */
void gc_report_phase(const char *phase, const struct collection *c);
///@}

/** What a node's marks must be between two phases. */
enum gc_marks { GC_UNMARKED = 0, GC_MARKED = GC_COLLECTING };

/** In a debug build: ends the program unless @p list is whole and all of its members have @p marks.
 */
void gc_check_list(const struct gc_head *list, enum gc_marks marks);

/** @name For the runtime */
///@{
/** False: no memory. */
bool gc_init(void);
void gc_finish(void);
///@}

#pragma GCC visibility pop

#endif
