/**
 * @file
 * @internal
 * What the ground floor remembers between calls. Each room above has a state of its own: the
 * releases under way and the free lists (objects/), the collector's (collector/gc.h), the tracer's
 * (tracing/tracemalloc.h). runtime_init() starts all of them afresh. Read them in a debugger;
 * change them through the functions.
 */
#ifndef RECLAIM_COMMON_BASE_STATE_H
#define RECLAIM_COMMON_BASE_STATE_H

#include "common/base/error.h"
#include "common/base/frame.h"
#include "common/base/memory_internal.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** The pending error, and who hears of what cannot be raised. */
struct error_state {
    struct error pending;
    size_t unraisable;                          /**< errors that had nobody to go to */
    void (*on_unraisable)(const char *message); /**< hears of each of them; may be NULL */
    void (*on_fatal)(const char *message); /**< called by fatal() before it aborts; may be NULL */
};

/** The one state of a process. CPython: struct _PyRuntimeState and PyInterpreterState. */
struct runtime {
    bool running;           /**< between runtime_init() and runtime_finish() */
    struct frame *frame;    /**< the innermost frame, never NULL while running */
    struct frame outermost; /**< the frame in which everything without a FRAME() happens */
    struct error_state error;
    struct memory_state memory;
};

extern struct runtime runtime;

#pragma GCC visibility pop

#endif
