/**
 * @file
 * The one runtime of a process: all state that is not in an object stands here.
 *
 * runtime_init() comes before everything else, runtime_finish() after. A program that wants a fresh
 * heap is a fresh process, as with Python. CPython: struct _PyRuntimeState and PyInterpreterState.
 */
#ifndef RECLAIM_COMMON_RUNTIME_H
#define RECLAIM_COMMON_RUNTIME_H

#include "common/base/error.h"
#include "common/base/frame.h"
#include "common/base/memory.h"
#include "common/base/pool.h"
#include "common/collector/gc.h"
#include "common/objects/dealloc.h"
#include "common/objects/freelist.h"
#include "common/tracing/tracemalloc.h"

/** Everything the library remembers. Read it in a debugger; change it through the functions. */
struct runtime {
    bool running;           /**< between runtime_init() and runtime_finish() */
    struct frame *frame;    /**< the innermost frame, never NULL while running */
    struct frame outermost; /**< the frame in which everything without a FRAME() happens */
    struct error_state error;
    struct memory_state memory;
    struct pool_state pools;
    struct dealloc_state dealloc;
    struct gc_state gc;
    struct tracer tracer;
    struct freelists freelists;
    size_t allocations_to_rehearsal; /**< in a stress build */
    int hash_depth;                  /**< tuples inside tuples that are being hashed now */
};

extern struct runtime runtime;

/** Starts the runtime. Calling it twice without runtime_finish() between is a caller's bug. */
void runtime_init(void);

/** Ends it: empties the free lists and stops the tracer. Objects that are still alive stay
 * allocated.
 *  @return the number of memory blocks still handed out: 0 when nothing leaked. */
size_t runtime_finish(void);

#endif
