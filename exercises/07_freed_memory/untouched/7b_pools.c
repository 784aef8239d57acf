/* Exercise 7b: pools and arenas, in place of common/base/pool.c. The rules are in 7b_pools.h.
 * Hints: ./reclaim hint 7b */
#include "exercises/07_freed_memory/7b_pools.h"

#include "exercises/exercise.h"

void *pool_take(struct pools *pools, size_t size)
{
    TODO("take a block from a pool of its size; without one, open a pool; without room, an arena");
}

void pool_give(struct pools *pools, void *block)
{
    TODO("put the block back into its pool; an empty pool is free, an empty arena goes back");
}
