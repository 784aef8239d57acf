/**
 * @file
 * Where all memory comes from. Only this file and what lies below it (block.h, pool.h) asks
 * the system.
 *
 * - Every block is counted, and told to the tracer while it is on (tracemalloc.h).
 * - memory_fail_at() makes one chosen request fail, so that a test can fail each in turn.
 * - A debug build fills fresh memory with 0xCD and returned memory with 0xDD: code that reads
 * either goes wrong at once instead of working by luck.
 *
 * CPython: Objects/obmalloc.c, with its debug hooks (same two fill bytes).
 */
#ifndef RECLAIM_COMMON_BASE_MEMORY_H
#define RECLAIM_COMMON_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/** 1 in a debug build: junk fill, checks of dead objects, verification between phases. */
#ifndef RECLAIM_DEBUG
#define RECLAIM_DEBUG 0
#endif

/** What a block is for; the census tells objects from buffers by it. */
enum memory_use {
    MEMORY_BUFFER,    /**< bytes that belong to an object of the library */
    MEMORY_CALLER,    /**< bytes that code outside the library asked for */
    MEMORY_OBJECT,    /**< an object without a GC header: it starts the block */
    MEMORY_GC_OBJECT, /**< an object with a GC header: the header starts the block */
};

/** A block of @p size bytes (0 counts as 1), its content undefined. The caller owns it.
 *  @return NULL with MemoryError set when there is none; nothing has changed then. */
void *memory_alloc(size_t size);

/** memory_alloc() for a given use: an object's own block, or memory that the caller must answer
 * for. */
void *memory_alloc_for(enum memory_use use, size_t size);

/** Makes @p block @p size bytes long, moving it if need be; NULL for @p block allocates.
 *  @return the block, now owned instead of the old one; NULL with MemoryError set, and the old
 *  block untouched and still owned, when there is no memory. */
void *memory_resize(void *block, size_t size);

/** Gives @p block back; NULL is allowed and does nothing. */
void memory_free(void *block);

/** Blocks handed out and not yet returned. CPython: sys.getallocatedblocks(). */
size_t memory_blocks(void);

/** Whether small blocks are taken from pools (pool.h) from now on, or all from malloc. A block goes
 * back where it came from. At the start a release build has pools, for speed, and a debug build
 * none: there Valgrind and AddressSanitizer see each block. CPython: PYTHONMALLOC=pymalloc or
 * malloc. */
void memory_use_pools(bool use);

/** Requests made so far: with it a test knows how many it must fail. */
size_t memory_requests(void);

/** The @p nth request from now (1: the very next) fails, once; 0: none fails any more. */
void memory_fail_at(size_t nth);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define memory_alloc(size) AT_CALLER(memory_alloc_for(MEMORY_CALLER, size))
#define memory_resize(...) AT_CALLER(memory_resize(__VA_ARGS__))
#endif

#endif
