/**
 * @file
 * @internal
 * Small blocks, quickly: the allocator under memory.h in a release build.
 *
 * Address space for all pools is reserved once, so that one comparison tells a small block from one
 * of malloc's. It is handed out in pools of 16 KiB, each for blocks of one size, with a list of its
 * own free blocks, so that what is made together lies together; one that is empty starts afresh.
 * Pools are never given back: a process that has freed everything does not shrink. In a debug build
 * there are no pools and every block is malloc's own, where Valgrind and AddressSanitizer see it.
 *
 * CPython: Objects/obmalloc.c, with the same two ideas, pools of one size and a test by address.
 */
#ifndef RECLAIM_COMMON_BASE_POOL_H
#define RECLAIM_COMMON_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

enum {
    POOL_BYTES = 16 * 1024,
    POOL_LARGEST = 512, /* bytes; larger blocks are malloc's */
    POOL_STEP = 16,
    POOL_SIZES = POOL_LARGEST / POOL_STEP,
};

struct pool;

/** The pools. */
struct pool_state {
    bool reserved;                   /**< whether it was tried */
    char *start, *end;               /**< the reserved addresses; NULL: none */
    char *fresh;                     /**< where the next pool starts */
    struct pool *usable[POOL_SIZES]; /**< for each size the pools that have a block to give */
};

/** A block of at least @p size bytes, aligned to 16. NULL: none. */
void *pool_alloc(size_t size);

/** realloc() for blocks of pool_alloc(). */
void *pool_resize(void *block, size_t size);

void pool_free(void *block);

/** How many bytes of @p block may be used: at least as many as were asked for. */
size_t pool_usable_size(void *block);

#pragma GCC visibility pop

#endif
