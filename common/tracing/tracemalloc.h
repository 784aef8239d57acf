/**
 * @file
 * tracemalloc: who allocated what is still there.
 *
 * While it is on, every block that memory.h hands out has a *trace*: its size and the traceback of
 * the call that asked for it (frame.h says what a frame is here). A block that was made before is
 * unknown, and stays so. What an object that comes out of a free list is traced to is its new
 * maker. CPython: Lib/tracemalloc.py, Modules/_tracemalloc.c.
 */
#ifndef RECLAIM_COMMON_TRACING_TRACEMALLOC_H
#define RECLAIM_COMMON_TRACING_TRACEMALLOC_H

#include "common/base/memory.h"

struct object;

enum { TRACEMALLOC_MAX_FRAMES = 65535 };

/** A line of source. Two places are the same when the file names are equal as text. */
struct place {
    const char *file; /**< static */
    int line;
};

/** The stack of calls at an allocation, the most recent first. Shared by all equal ones; lives
 * until tracemalloc_stop(). */
struct traceback {
    size_t hash;
    int total; /**< how deep the stack really was */
    int count; /**< how many of its places are kept: at most the limit */
    struct place places[];
};

/** One traced block. */
struct trace {
    void *block; /**< NULL in an empty entry of the table */
    size_t size; /**< bytes requested */
    enum memory_use use;
    const struct traceback *traceback;
};

/** The tracer's tables: two hash tables with open addressing, sizes powers of two. */
struct tracer {
    bool tracing;
    int limit;            /**< frames kept for each traceback */
    size_t current, peak; /**< traced bytes */
    struct trace *traces;
    size_t trace_count, trace_size;
    struct traceback **tracebacks; /**< the interned ones */
    size_t traceback_count, traceback_size;
    struct traceback *scratch; /**< room for one that is being read */
};

/** Starts tracing with at most @p nframe frames for each block; nothing happens, and the limit
 * stays, when it is on already. False: ValueError (not in 1..65535, even when it is on), or no
 * memory. */
bool tracemalloc_start(int nframe);

/** Stops, and forgets all traces. */
void tracemalloc_stop(void);

bool tracemalloc_is_tracing(void);

/** The limit of the last start; 1 at first. */
int tracemalloc_get_traceback_limit(void);

/** Bytes now in traced blocks, and the most there ever were; 0 and 0 when off. */
void tracemalloc_get_traced_memory(size_t *current, size_t *peak);

/** The peak is now what is current. */
void tracemalloc_reset_peak(void);

/** Where @p obj was allocated. Borrowed. NULL: unknown, or tracing is off. Lessons ask for lines,
 * not for objects; this is for programs of one's own. */
const struct traceback *tracemalloc_get_object_traceback(const struct object *obj);

/** The tracer's state. */
extern struct tracer tracemalloc;

/** @name For the runtime and census.c */
///@{
/** The state of a process that just began. */
void tracer_init(void);
/** The next trace after @p previous (NULL: the first) in no particular order; NULL at the end. */
const struct trace *tracer_next(const struct trace *previous);
///@}

#endif
