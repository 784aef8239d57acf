/**
 * @file
 * Exercise 7b: an allocator of pools and arenas.
 *
 * Your file takes the place of common/base/pool.c; the library is built around it, and the lessons
 * run on it. The structures are in common/base/pool.h, which says what each field is.
 *
 * Rules of use:
 * - **Blocks**: pool_take() gives a block of at least the size asked for, aligned to 16, that
 *   overlaps no other block in use. Sizes are rounded up to multiples of 16.
 * - **Pools**: a pool has blocks of one size while one of them is in use, and room for as many as
 *   fit behind its header: (POOL_BYTES - POOL_HEADER) / size. A block is taken from a pool of its
 *   size that has one to give; of several, from the one that became so last (it was opened, or was
 *   full until a block of it was freed). Only when there is none, a pool is opened.
 * - **Arenas**: the new pool comes from the arena with the fewest free pools, and of its free pools
 *   it is the one that was freed last; if none was ever freed, the next that was never touched.
 *   An arena that gains a free pool stands behind those that have fewer then, and before those
 *   that have as many. Only when no arena has a free pool, arena_open().
 * - **Back**: a pool whose last block is freed is a free pool of its arena at once, and may be
 *   opened for another size. When that makes all pools of the arena free, the arena goes back,
 *   arena_close(), unless it was the last in order before.
 * - **None**: when arena_open() has none to give, pool_take() returns NULL and nothing has changed.
 * - **No state of your own**: everything is in the struct pools that you are handed, and in pools
 *   and arenas. There may be several struct pools at once.
 *
 * What others read: size and used of each pool that was touched, touched and free_pools of each
 * open arena, and the pointers to a pool's arena. The lists are yours to keep; the resting field
 * may stay NULL.
 */
#ifndef RECLAIM_EXERCISE_7B_POOLS_H
#define RECLAIM_EXERCISE_7B_POOLS_H

#include "common/base/pool.h"

/* void *pool_take(struct pools *pools, size_t size); and
 * void pool_give(struct pools *pools, void *block); are declared there. */

#endif
