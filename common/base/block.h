/**
 * @file
 * @internal
 * The allocator under memory.h: small blocks from pools, the others from malloc.
 *
 * A block goes back where it came from, so pools may be switched on and off at any time
 * (memory_use_pools()).
 */
#ifndef RECLAIM_COMMON_BASE_BLOCK_H
#define RECLAIM_COMMON_BASE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** A block of at least @p size bytes, aligned to 16. NULL: none. */
void *block_alloc(size_t size);

/** realloc() for blocks of block_alloc(). CPython: _PyObject_Realloc. */
void *block_resize(void *block, size_t size);

void block_free(void *block);

/** How many bytes of @p block may be used: at least as many as were asked for. */
size_t block_usable_size(void *block);

#pragma GCC visibility pop

#endif
