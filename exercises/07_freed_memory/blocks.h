/* For the checks of 7b: blocks that are made and dropped, here and in the model, and what is then
 * compared.
 */
#ifndef RECLAIM_EXERCISES_BLOCKS_H
#define RECLAIM_EXERCISES_BLOCKS_H

#include <stdint.h>

#include "exercises/07_freed_memory/7b_pools.h"
#include "exercises/07_freed_memory/model.h"
#include "exercises/check.h"

enum { MOST = 20000, FULL = 31 * ARENA_POOLS };

struct entry {
    unsigned char *block;
    int size, pool; /* pool: of the model */
    unsigned char mark;
};

static struct pools pools;
static struct entry entries[MOST];
static int count;

static inline int rounded(int size)
{
    return (size + POOL_STEP - 1) / POOL_STEP * POOL_STEP;
}

static inline int place_of(const void *block)
{
    return (int)((uintptr_t)block % ARENA_BYTES / POOL_BYTES);
}

static inline bool make(int size)
{
    unsigned char *block = pool_take(&pools, (size_t)size);

    if (block == NULL)
        return false;
    entries[count] = (struct entry){block, size, model_take(rounded(size)),
                                    (unsigned char)check_between(1, 250)};
    memset(block, entries[count].mark, (size_t)size);
    count++;
    return true;
}

/* Whether what was written into it is still there. */
static inline bool is_whole(const struct entry *entry)
{
    for (int i = 0; i < entry->size; i++)
        if (entry->block[i] != entry->mark)
            return false;
    return true;
}

static inline bool drop(int at)
{
    struct entry entry = entries[at];
    bool whole = is_whole(&entry);

    entries[at] = entries[--count];
    memset(entry.block, 0xDD, (size_t)entry.size);
    pool_give(&pools, entry.block);
    model_give(entry.pool);
    return whole;
}

static inline void afresh(void)
{
    while (pools.open != NULL)
        arena_close(&pools, pools.open);
    memset(&pools, 0, sizeof pools);
    memset(&model, 0, sizeof model);
    count = 0;
}

static inline struct pool_statistics now(void)
{
    struct pool_statistics statistics;

    pool_statistics(&pools, &statistics);
    return statistics;
}

static inline int pools_in_use(void)
{
    struct pool_statistics statistics = now();
    int all = 0;

    for (int i = 0; i < POOL_SIZES; i++)
        all += (int)statistics.sizes[i].pools;
    return all;
}

__attribute__((unused)) static int expected_pools(void)
{
    int all = 0;

    for (int i = 0; i < MODEL_POOLS; i++)
        all += model.used[i] > 0;
    return all;
}

static inline void compare(void)
{
    struct pool_statistics statistics = now();

    EXPECT("pools in use", pools_in_use(), expected_pools());
    EXPECT("arenas opened", (int)statistics.opened, model.opened);
    EXPECT("arenas given back", (int)statistics.closed, model.closed);
    EXPECT("blocks in use", (int)statistics.blocks, count);
}

#endif
