/**
 * @file
 * @internal
 * The two hash tables of the tracer: who keeps what. Both use open addressing, and are at most two
 * thirds full.
 */
#ifndef RECLAIM_COMMON_TRACING_TABLES_H
#define RECLAIM_COMMON_TRACING_TABLES_H

#include <stdint.h>

#include "common/base/memory_internal.h"
#include "common/tracing/tracemalloc.h"

/** A number for an address that is spread over its upper half. */
static inline size_t hash_address(const void *address)
{
    return ((uintptr_t)address >> 4) * 0x9E3779B97F4A7C15u >> 16;
}

/** A table of @p entries zeroed entries, beside the counted memory. NULL: no memory. */
void *new_table(size_t entries, size_t entry_size);

/** @name traces.c: which blocks there are */
///@{
/** False: no memory. */
bool traces_start(struct tracer *tracer);
void traces_forget(struct tracer *tracer);
/** The trace of @p block; its block is NULL when there is none. */
struct trace *traces_find(const struct tracer *tracer, const void *block);
///@}

/** @name tracebacks.c: where they were made */
///@{
/** False: no memory. */
bool tracebacks_start(struct tracer *tracer);
void tracebacks_forget(struct tracer *tracer);
/** The one traceback that says where we are. NULL: no memory. */
const struct traceback *tracebacks_here(struct tracer *tracer);
///@}

#endif
