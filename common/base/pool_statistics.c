/* How many there are of each. See pool.h. */
#include <string.h>

#include "common/base/pool.h"

static void count_pool(const struct pool *pool, struct pool_statistics *statistics)
{
    size_t size = pool->size / POOL_STEP - 1;

    if (pool->used == 0)
        return;
    statistics->sizes[size].pools++;
    statistics->sizes[size].blocks += pool->used;
    statistics->sizes[size].available += (POOL_BYTES - POOL_HEADER) / pool->size - pool->used;
    statistics->blocks += pool->used;
}

void pool_statistics(const struct pools *pools, struct pool_statistics *statistics)
{
    memset(statistics, 0, sizeof *statistics);
    statistics->arenas = pools->arenas;
    statistics->opened = pools->opened;
    statistics->closed = pools->closed;
    statistics->most = pools->most;
    statistics->free_pools = pools->resting != NULL && pools->resting->used == 0;
    for (const struct arena *arena = pools->open; arena != NULL; arena = arena->next_open) {
        statistics->free_pools += arena->free_pools;
        for (size_t i = 0; i < arena->touched; i++)
            count_pool((const struct pool *)(arena->start + i * POOL_BYTES), statistics);
    }
}
