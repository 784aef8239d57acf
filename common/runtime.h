/**
 * @file
 * The start and the end of the one runtime of a process.
 *
 * runtime_init() comes before everything else, runtime_finish() after. A program that wants a fresh
 * heap is a fresh process, as with Python. This stands above all rooms: it starts each.
 */
#ifndef RECLAIM_COMMON_RUNTIME_H
#define RECLAIM_COMMON_RUNTIME_H

#include <stddef.h>

/** Starts the runtime. Calling it twice without runtime_finish() between is a caller's bug. */
void runtime_init(void);

/** Ends it: empties the free lists and stops the tracer. Objects that are still alive stay
 * allocated.
 *  @return the number of memory blocks still handed out: 0 when nothing leaked. */
size_t runtime_finish(void);

#endif
