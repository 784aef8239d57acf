/* Blocks from pools, pools from arenas. See pool.h. */
#include "common/base/pool.h"

enum { CACHE_LINE = 64 };

/* ---- arenas, those with the fewest free pools first ------------------------------------------ */

static void unlink_arena(struct pools *pools, struct arena *arena)
{
    if (arena->prev == NULL)
        pools->usable_arenas = arena->next;
    else
        arena->prev->next = arena->next;
    if (arena->next != NULL)
        arena->next->prev = arena->prev;
}

/* Behind @before, which is usable; NULL: to the front. */
static void link_arena(struct pools *pools, struct arena *arena, struct arena *before)
{
    struct arena **place = before == NULL ? &pools->usable_arenas : &before->next;

    arena->prev = before;
    arena->next = *place;
    if (arena->next != NULL)
        arena->next->prev = arena;
    *place = arena;
}

/* Takes @arena, which had so many free pools, out of the table of the last. */
static bool was_last(struct pools *pools, struct arena *arena, uint32_t had)
{
    if (pools->last_with[had] != arena)
        return false;
    bool another = arena->prev != NULL && arena->prev->free_pools == had;
    pools->last_with[had] = another ? arena->prev : NULL;
    return true;
}

/* A pool of @arena has become free: the arena goes back if it is all free and not the last in
 * order, else behind those that have as many free pools as it had. */
static void count_free_pool(struct pools *pools, struct arena *arena)
{
    uint32_t had = arena->free_pools;
    struct arena *last = pools->last_with[had];
    bool stays = was_last(pools, arena, had);

    arena->free_pools++;
    if (arena->free_pools == ARENA_POOLS && arena->next != NULL) {
        unlink_arena(pools, arena);
        arena_close(pools, arena);
        return;
    }
    if (pools->last_with[had + 1] == NULL)
        pools->last_with[had + 1] = arena;
    if (stays)
        return;
    if (had > 0)
        unlink_arena(pools, arena);
    link_arena(pools, arena, last);
}

/* The first arena has one free pool less, so it still has the fewest. */
static void count_used_pool(struct pools *pools, struct arena *arena)
{
    uint32_t had = arena->free_pools--;

    if (pools->last_with[had] == arena)
        pools->last_with[had] = NULL;
    if (arena->free_pools == 0)
        unlink_arena(pools, arena);
    else
        pools->last_with[arena->free_pools] = arena;
}

static bool have_arena(struct pools *pools)
{
    if (pools->usable_arenas != NULL)
        return true;
    struct arena *arena = arena_open(pools);
    if (arena == NULL)
        return false;
    link_arena(pools, arena, NULL);
    pools->last_with[ARENA_POOLS] = arena;
    return true;
}

/* ---- pools of one size that have a block to give --------------------------------------------- */

static void link_pool(struct pool *pool, struct pool **list)
{
    pool->next = *list;
    pool->link = list;
    if (pool->next != NULL)
        pool->next->link = &pool->next;
    *list = pool;
}

static void unlink_pool(struct pool *pool)
{
    *pool->link = pool->next;
    if (pool->next != NULL)
        pool->next->link = pool->link;
    pool->link = NULL;
}

/* A pool of @arena: one that was in use, or the next that never was. */
static struct pool *free_pool(struct arena *arena)
{
    struct pool *pool = arena->free;

    if (pool != NULL)
        arena->free = pool->next;
    else
        pool = (struct pool *)(arena->start + (size_t)POOL_BYTES * arena->touched++);
    pool->arena = arena;
    return pool;
}

/* Blocks begin at a cache line where that costs none of them, so that a container of 64 bytes is
 * one line and not the halves of two: a collection fetches half as much. */
static uint32_t first_block(uint32_t size)
{
    uint32_t rest = (POOL_BYTES - POOL_HEADER) % size, skip = CACHE_LINE - POOL_HEADER;

    return POOL_HEADER + (rest >= skip ? skip : 0);
}

/* Its last block came back. */
static void close_pool(struct pools *pools, struct pool *pool)
{
    struct arena *arena = pool->arena;

    if (pool->link != NULL)
        unlink_pool(pool);
    pool->next = arena->free;
    arena->free = pool;
    count_free_pool(pools, arena);
}

/* What was put off is done before anything else happens to a pool. */
static void close_resting(struct pools *pools)
{
    struct pool *pool = pools->resting;

    pools->resting = NULL;
    if (pool != NULL && pool->used == 0)
        close_pool(pools, pool);
}

/* Whether @pool, if it were closed now, would be the next to be opened for its size: it is the last
 * of its list, and its arena would stay first. Closing it can then be put off. */
static bool may_rest(const struct pools *pools, const struct pool *pool)
{
    const struct arena *arena = pool->arena, *next = arena->next;

    return pools->usable_arenas == arena && arena->free_pools + 1 < ARENA_POOLS &&
           (next == NULL || next->free_pools > arena->free_pools);
}

/* A pool for blocks of @size bytes. Rare, and never inlined: that keeps the way past it short. */
static __attribute__((noinline)) struct pool *open_pool(struct pools *pools, uint32_t size)
{
    close_resting(pools);
    if (!have_arena(pools))
        return NULL;
    struct arena *arena = pools->usable_arenas;
    count_used_pool(pools, arena);
    struct pool *pool = free_pool(arena);
    pool->size = size;
    pool->used = 0;
    pool->free = NULL;
    pool->unused = first_block(size);
    link_pool(pool, &pools->usable[size / POOL_STEP - 1]);
    return pool;
}

/* @pool is empty, and neither resting nor closed. */
static __attribute__((noinline)) void retire_pool(struct pools *pools, struct pool *pool)
{
    close_resting(pools);
    if (pool->link != NULL && pool->next == NULL && may_rest(pools, pool))
        pools->resting = pool;
    else
        close_pool(pools, pool);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

void *pool_take(struct pools *pools, size_t size)
{
    uint32_t step = (uint32_t)(size + POOL_STEP - 1) / POOL_STEP;
    struct pool *pool = pools->usable[step - 1];

    if (pool == NULL && (pool = open_pool(pools, step * POOL_STEP)) == NULL)
        return NULL;
    void **block = pool->free;
    pool->used++;
    if (block != NULL) {
        pool->free = *block;
    } else {
        block = (void **)((char *)pool + pool->unused);
        pool->unused += pool->size;
    }
    if (pool->free == NULL && pool->unused + pool->size > POOL_BYTES)
        unlink_pool(pool);
    return block;
}

void pool_give(struct pools *pools, void *block)
{
    struct pool *pool = (struct pool *)((uintptr_t)block & ~(uintptr_t)(POOL_BYTES - 1));

    *(void **)block = pool->free;
    pool->free = block;
    if (--pool->used == 0 && (pool != pools->resting || pool->next != NULL))
        retire_pool(pools, pool);
    else if (pool->link == NULL)
        link_pool(pool, &pools->usable[pool->size / POOL_STEP - 1]);
}
