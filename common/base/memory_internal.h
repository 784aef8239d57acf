/**
 * @file
 * @internal
 * The half of memory.h that is for the library: its accounts, memory that is in none of them, and
 * blocks that wait for their next use.
 */
#ifndef RECLAIM_COMMON_BASE_MEMORY_INTERNAL_H
#define RECLAIM_COMMON_BASE_MEMORY_INTERNAL_H

#include "common/base/memory.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** Accounting. */
struct memory_state {
    size_t blocks;   /**< blocks handed out and not yet returned */
    size_t requests; /**< requests since runtime_init(): allocations and resizes, failed ones too */
    size_t fail_at;  /**< the value of requests at which one fails; 0: none will */
    bool traced;     /**< the tracer is on (tracing/tracemalloc.h) and hears of every block */
};

/** Memory for the tracer's own tables: not counted, not traced, never made to fail. */
void *memory_untraced_alloc(size_t size);
void memory_untraced_free(void *block);
/** Fills bytes that nobody may use while they are parked in a free list (debug builds), and tells
 *  AddressSanitizer that they are out of bounds until memory_unpark(). */
void memory_park(void *start, size_t size);
void memory_unpark(void *start, size_t size);

#pragma GCC visibility pop

#endif
