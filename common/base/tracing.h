/**
 * @file
 * @internal
 * What the ground floor tells the tracer, which stands above it: every block as it is made, moved
 * and given back. Declared here, since memory.c has to call it; defined in tracing/tracemalloc.c.
 * Nobody is told while runtime.memory.traced is false.
 */
#ifndef RECLAIM_COMMON_BASE_TRACING_H
#define RECLAIM_COMMON_BASE_TRACING_H

#include <stdint.h>

#include "common/base/memory.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** A new block. False: no memory for its trace, and nothing changed. */
bool tracer_add(void *block, size_t size, enum memory_use use);

/** A block is about to go. */
void tracer_remove(const void *block);

/** The block that was at address @p old is @p moved now (perhaps the same), @p size bytes, and
 * traced to the current call. One that was unknown is traced from now on. */
void tracer_move(uintptr_t old, void *moved, size_t size);

/** A block changes hands: if it is known, it is traced to the current call from now on. */
void tracer_refresh(const void *block);

#pragma GCC visibility pop

#endif
