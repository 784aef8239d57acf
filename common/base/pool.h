/**
 * @file
 * Pools and arenas: where small blocks come from.
 *
 * - A block of up to 512 bytes lies in a *pool* of 16 KiB, whose blocks are all of one size: 16,
 * 32, ... 512 bytes. A larger one is malloc's.
 * - A pool lies in an *arena* of 1 MiB. Arenas are what the system gives and gets back, and only
 * whole: one block in use keeps a mebibyte.
 * - So a new pool comes from the arena with the fewest free pools: the emptier ones have a chance
 * of becoming empty. One whose last pool has become free goes back at once, unless it is the last
 * in that order.
 *
 * The numbers of pools, blocks and arenas are CPython's, for the same requests in the same order;
 * a test asks both. (There a pool that was emptied and is used for the same size again hands its
 * blocks out in the order in which they were freed; here it starts afresh. No number shows it.)
 *
 * CPython: Objects/obmalloc.c: pool_header, arena_object, usable_arenas, nfp2lasta.
 */
#ifndef RECLAIM_COMMON_BASE_POOL_H
#define RECLAIM_COMMON_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    POOL_BYTES = 16 * 1024,
    POOL_HEADER = 48,   /**< bytes at the start of a pool that are not for blocks */
    POOL_LARGEST = 512, /**< bytes; larger blocks are malloc's */
    POOL_STEP = 16,     /**< sizes are multiples of it */
    POOL_SIZES = POOL_LARGEST / POOL_STEP,
    ARENA_BYTES = 1024 * 1024,
    ARENA_POOLS = ARENA_BYTES / POOL_BYTES,
};

struct arena;

/** The start of a pool. Its address is a multiple of POOL_BYTES. */
struct pool {
    struct pool *next,
        **link; /**< in the list of usable pools; link: what points here. NULL: not in it */
    void *free; /**< the first block that was freed; the first word of each leads to the next */
    struct arena *arena;
    uint32_t unused; /**< where the first block is that was never handed out, from the pool's start
                      */
    uint32_t size;   /**< of a block */
    uint32_t used;   /**< blocks that are out; 0: the pool is free */
};

/** An arena, described. Its memory is elsewhere. */
struct arena {
    char *start;               /**< a multiple of POOL_BYTES */
    struct pool *free;         /**< pools that were in use and are free again, the latest first */
    uint32_t touched;          /**< so many of its pools, from the start, were ever in use */
    uint32_t free_pools;       /**< pools that are free, touched or not */
    struct arena *next, *prev; /**< in the list of usable arenas */
    struct arena *next_open, **link_open; /**< in the list of all; NULL: it is closed */
};

/** All pools and arenas. A program may have several of these: the library has one. */
struct pools {
    /** For each size (16 is [0]) the pools that have a block in use and one to give; the latest to
     * become so is first. */
    struct pool *usable[POOL_SIZES];
    /** Arenas with a free pool, those with the fewest first. */
    struct arena *usable_arenas;
    /** [n]: the last of the usable arenas that have n free pools; NULL: none has. */
    struct arena *last_with[ARENA_POOLS + 1];
    /** A pool that may have become free, and is only counted so far; NULL: none. */
    struct pool *resting;
    /** @name What arena_open() and arena_close() keep */
    ///@{
    struct arena *open;            /**< every arena that is open */
    size_t arenas, opened, closed; /**< open now; ever opened; given back */
    size_t most;                   /**< the most that were open at once */
    size_t limit;                  /**< no more than so many at once; 0: as the system can */
    ///@}
};

/** A block of at least @p size bytes, 1 to POOL_LARGEST, aligned to 16, its content undefined.
 *  NULL: there is no pool for it and no arena to be had, and nothing has changed. CPython:
 *  pymalloc_alloc. */
void *pool_take(struct pools *pools, size_t size);

/** Takes back a block of pool_take(). CPython: pymalloc_free. */
void pool_give(struct pools *pools, void *block);

/** @name Memory of the system's: arena.c
 *  CPython: new_arena, and the end of insert_to_freepool. */
///@{
/** A new arena: all its pools are free, none was touched, it is in no list of usable ones. NULL:
 * there is none to be had. */
struct arena *arena_open(struct pools *pools);
/** Gives @p arena back: its memory is the system's again. No list of usable arenas may have it. */
void arena_close(struct pools *pools, struct arena *arena);
///@}

/** What sys._debugmallocstats() prints: how many pools, blocks in use and blocks to give there are
 * of each size, and the arenas. Free pools are in none of the sizes. */
struct pool_statistics {
    struct {
        size_t pools, blocks, available;
    } sizes[POOL_SIZES];
    size_t blocks; /**< in use, of all sizes */
    size_t free_pools;
    size_t arenas, opened, closed, most;
};

void pool_statistics(const struct pools *pools, struct pool_statistics *statistics);

#endif
