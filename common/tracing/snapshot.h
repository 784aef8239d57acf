/**
 * @file
 * Snapshots: what is allocated now, summed up by line, and what has grown since an earlier one.
 *
 * A snapshot copies all traces (tracemalloc.h) and stays as it is while the program goes on or
 * stops tracing. A leak is looked for with two of them: compare_to() puts the line
 * that grew most first.
 * - What a function returns here is the caller's, who gives it back with snapshot_free() or
 *   statistics_free(); NULL for either is allowed.
 * - Snapshots and statistics take their memory from beside the tracer: it is neither traced nor
 *   counted, so no snapshot shows another one.
 * - Sizes are bytes as requested. "Most recent" is the innermost call, "oldest" the outermost.
 * - Two files are the same when their names are equal as text.
 *
 * CPython: Snapshot, Statistic, StatisticDiff and Filter in Lib/tracemalloc.py, with the same
 * orders and the same texts. Left out: domains (there is one), cumulative statistics, and the text
 * of a traceback.
 */
#ifndef RECLAIM_COMMON_TRACING_SNAPSHOT_H
#define RECLAIM_COMMON_TRACING_SNAPSHOT_H

#include <stddef.h>

#include "common/tracing/tracemalloc.h"

/** One block that was allocated when the snapshot was taken. */
struct snapshot_trace {
    size_t size;
    const struct traceback *traceback; /**< the snapshot's own; equal ones are one and the same */
};

/** The traces of a moment, in the order of their tracebacks, then of size. */
struct snapshot {
    int traceback_limit; /**< frames that were kept of each traceback */
    size_t distinct;     /**< number of different tracebacks */
    size_t count;
    struct snapshot_trace traces[];
};

/** A snapshot of all traced blocks. NULL: RuntimeError when tracing is off, or no memory. */
struct snapshot *tracemalloc_take_snapshot(void);

/** A snapshot of @p count given traces, copied with their tracebacks. NULL: no memory. For the
 * comparison with CPython, whose tracemalloc.Snapshot() takes the same traces. */
struct snapshot *snapshot_new(const struct snapshot_trace *traces, size_t count, int limit);

void snapshot_free(struct snapshot *snapshot);

/** @name The orders of places and of tracebacks
 *  By file and then line; a traceback by its frames, the oldest first, as Python's tuples compare.
 *  Less than 0, 0 or more than 0, like strcmp(). */
///@{
int place_compare(struct place a, struct place b);
int traceback_compare(const struct traceback *a, const struct traceback *b);
///@}

/** Which traces a filter matches: by the file, and perhaps the line, of the most recent frame. */
struct snapshot_filter {
    bool inclusive; /**< keep what matches; false: drop it */
    const char
        *pattern;  /**< of the file's name, as Python's fnmatch: `*`, `?`, `[a-z]`, `[!a-z]` */
    bool one_line; /**< only this line, 0 being one too; false: every line of the file */
    int line;
    bool all_frames; /**< any frame of the traceback will do, not only the most recent */
};

/** A new snapshot of the traces that match at least one inclusive filter, if there are any such
 * filters, and no exclusive one. NULL: no memory. */
struct snapshot *snapshot_filter_traces(const struct snapshot *snapshot,
                                        const struct snapshot_filter *filters, size_t count);

/** What blocks are grouped by: statistics.c */
enum snapshot_key {
    SNAPSHOT_BY_LINE,      /**< "lineno": the most recent frame */
    SNAPSHOT_BY_FILE,      /**< "filename": the file of the most recent frame; its line is 0 */
    SNAPSHOT_BY_TRACEBACK, /**< "traceback": the whole stack */
};

/** One group of blocks. */
struct statistic {
    struct place
        place; /**< the line or file; by traceback the *oldest* frame, as Python shows it */
    const struct traceback *traceback; /**< by traceback, else NULL; borrowed from the snapshot */
    size_t size, count;
    ptrdiff_t size_diff, count_diff; /**< new minus old; 0 in plain statistics */
};

/** Groups, the first the most interesting. */
struct statistics {
    size_t count;
    struct statistic rows[];
};

/** The groups of @p snapshot, which must outlive them, in descending order of (size, count, place
 * or traceback). NULL: ValueError for an unknown @p key, or no memory. Lessons compare instead;
 * this is for programs of one's own. */
struct statistics *snapshot_statistics(const struct snapshot *snapshot, enum snapshot_key key);

/** How the groups of @p snapshot differ from those of the earlier @p old: the new, the changed, the
 * unchanged and (with size and count 0) the vanished ones, in descending order of (|size_diff|,
 * size, |count_diff|, count, place or traceback). Both must outlive the result. NULL: as above. */
struct statistics *snapshot_compare_to(const struct snapshot *snapshot, const struct snapshot *old,
                                       enum snapshot_key key);

void statistics_free(struct statistics *statistics);

/** @name As text: text.c
 *  They write into @p text of @p room bytes and return the length that the whole needs,
 *  like snprintf(): no more than room - 1 of it is there. */
///@{
/** "99 B", "10.0 KiB"; @p sign: "+99 B" for a difference. CPython: _format_size. */
int size_text(char *text, size_t room, double size, bool sign);
/** "main.c:12: size=48 B, count=2, average=24 B": a row of snapshot_statistics(), for programs of
 * one's own. */
int statistic_text(char *text, size_t room, const struct statistic *row);
/** "main.c:12: size=48 B (+24 B), count=2 (+1), average=24 B" */
int statistic_diff_text(char *text, size_t room, const struct statistic *row);
///@}

#endif
