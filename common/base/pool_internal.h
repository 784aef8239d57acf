/**
 * @file
 * @internal
 * The library's own pools, and how a block is told from one of malloc's.
 *
 * Addresses for all arenas there can be are reserved once, so one comparison tells; their memory
 * comes as it is touched. CPython asks a tree of arenas.
 */
#ifndef RECLAIM_COMMON_BASE_POOL_INTERNAL_H
#define RECLAIM_COMMON_BASE_POOL_INTERNAL_H

#include "common/base/pool.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

/** The addresses that are reserved for arenas, those of every struct pools. */
struct arena_addresses {
    bool reserved;        /**< whether it was tried */
    char *start, *end;    /**< NULL: none */
    char *fresh;          /**< where the next arena begins; below it each has been open */
    struct arena *all;    /**< the descriptions, in the order of the addresses */
    struct arena *closed; /**< descriptions of arenas that may be opened again, linked by next */
};

extern struct arena_addresses arena_addresses;

/** The library's. They outlive a runtime. */
extern struct pools library_pools;

static inline bool arena_has(const void *block)
{
    return (uintptr_t)block - (uintptr_t)arena_addresses.start <
           (uintptr_t)(arena_addresses.end - arena_addresses.start);
}

static inline struct pool *pool_of(const void *block)
{
    return (struct pool *)((uintptr_t)block & ~(uintptr_t)(POOL_BYTES - 1));
}

#pragma GCC visibility pop

#endif
