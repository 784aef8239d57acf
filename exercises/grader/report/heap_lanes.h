/* Where a drawing's parts stand: rows, and the lane in which the arrows to each object run. */
#ifndef RECLAIM_GRADER_REPORT_HEAP_LANES_H
#define RECLAIM_GRADER_REPORT_HEAP_LANES_H

#include "exercises/grader/report/heap.h"

struct heap_span {
    int top;      /* row of the object's first line */
    int from, to; /* rows that its lane takes up */
    int lane;     /* from 0, the nearest to the boxes; -1: nobody refers to it */
};

struct heap_plan {
    struct heap_span *spans; /* one for each object */
    int rows, lanes;
};

/* Rows from `first` on; each object has one for its top, one for each field, one for its bottom. */
void heap_plan(struct heap_plan *plan, const struct heap *heap, int first);
/* The row of a field. */
int heap_row(const struct heap_plan *plan, const struct heap *heap, size_t field);

#endif
