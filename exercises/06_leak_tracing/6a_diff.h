/**
 * @file
 * Exercise 6a: diff, what has grown between two snapshots.
 *
 * A snapshot is here an array of blocks, in no particular order: for each block that was allocated
 * at that moment, the line that allocated it and its size. The difference has one row for each line
 * that stands in either, as tracemalloc's `compare_to(old, "lineno")` has it.
 *
 * Rules of use:
 * - Two places are the same line when their line numbers are equal and the names of their files are
 *   equal **as text** (strcmp()).
 * - **No line is lost**: what has not changed has a row, too; what has vanished has one with size
 *   and count 0 and negative differences.
 * - **The order** is descending: by the size of the difference, whichever way it goes
 *   (|size_diff|); among equals by size; then by |count_diff|; then by count; then by the file's
 *   name (strcmp()), and last by the line number. So of two lines that tie in all else, line 20
 *   comes before line 10.
 * - **No memory**: what looks at memory should not use any, or it would stand in the next snapshot.
 *   The rows that are returned are room enough to work in.
 *
 * In Python: Snapshot.compare_to() in Lib/tracemalloc.py.
 */
#ifndef RECLAIM_EXERCISE_6A_DIFF_H
#define RECLAIM_EXERCISE_6A_DIFF_H

#include "common/tracing/tracemalloc.h"

/** One block of a snapshot. */
struct block {
    struct place place; /**< the line that allocated it: a file and a line number */
    size_t size;        /**< bytes: any number, also beyond what an int holds */
};

/** One line of the source, and what has become of its blocks. */
struct change {
    struct place place;
    size_t size, count;              /**< of its blocks now: the bytes, and how many blocks */
    ptrdiff_t size_diff, count_diff; /**< how many more that is than before; negative: fewer */
};

/** Writes the difference between the blocks @p now and the blocks @p before into @p changes, the
 * first row first. There is room for @p now_count + @p before_count rows, and nothing may be
 * written beyond; what stands there behind the rows in the end does not matter. The blocks stay as
 * they are. A file's name lives longer than all of this, so a row may borrow it.
 * @return the number of rows. */
size_t compare_to(const struct block *now, size_t now_count, const struct block *before,
                  size_t before_count, struct change *changes);

#endif
