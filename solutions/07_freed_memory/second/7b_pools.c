/* Exercise 7b, solved a second time: an arena changes places with its neighbour until the order is
 * right, and lists of pools lead forward only. */
#include "exercises/07_freed_memory/7b_pools.h"

static struct pool *home(const void *block)
{
    return (struct pool *)((uintptr_t)block / POOL_BYTES * POOL_BYTES);
}

static uint32_t room(uint32_t size)
{
    return (POOL_BYTES - POOL_HEADER) / size;
}

static struct pool **list_of(struct pools *pools, uint32_t size)
{
    return &pools->usable[(size - 1) / POOL_STEP];
}

static void push(struct pool **list, struct pool *pool)
{
    pool->next = *list;
    *list = pool;
}

static void remove_pool(struct pool **list, const struct pool *pool)
{
    while (*list != NULL && *list != pool)
        list = &(*list)->next;
    if (*list == pool)
        *list = pool->next;
}

static void join(struct pools *pools, struct arena *before, struct arena *after)
{
    if (before == NULL)
        pools->usable_arenas = after;
    else
        before->next = after;
    if (after != NULL)
        after->prev = before;
}

static void swap_with_next(struct pools *pools, struct arena *arena)
{
    struct arena *before = arena->prev, *next = arena->next, *after = next->next;

    join(pools, before, next);
    join(pools, next, arena);
    join(pools, arena, after);
}

static void become_first(struct pools *pools, struct arena *arena)
{
    join(pools, arena, pools->usable_arenas);
    join(pools, NULL, arena);
}

static struct pool *new_pool(struct pools *pools)
{
    if (pools->usable_arenas == NULL) {
        struct arena *arena = arena_open(pools);
        if (arena == NULL)
            return NULL;
        become_first(pools, arena);
    }
    struct arena *arena = pools->usable_arenas;
    struct pool *pool = arena->free;
    if (pool == NULL)
        pool = home(arena->start + (size_t)POOL_BYTES * arena->touched++);
    else
        arena->free = pool->next;
    pool->arena = arena;
    arena->free_pools--;
    if (arena->free_pools == 0)
        join(pools, NULL, arena->next);
    return pool;
}

void *pool_take(struct pools *pools, size_t size)
{
    struct pool **list = list_of(pools, (uint32_t)size), *pool = *list;

    if (pool == NULL) {
        pool = new_pool(pools);
        if (pool == NULL)
            return NULL;
        pool->size = (uint32_t)(list - pools->usable + 1) * POOL_STEP;
        pool->used = 0;
        pool->free = NULL;
        pool->unused = POOL_HEADER;
        push(list, pool);
    }
    pool->used++;
    if (pool->used == room(pool->size))
        *list = pool->next;
    void **freed = pool->free;
    if (freed != NULL) {
        pool->free = *freed;
        return freed;
    }
    pool->unused += pool->size;
    return (char *)pool + pool->unused - pool->size;
}

static void arena_gains(struct pools *pools, struct arena *arena, struct pool *pool)
{
    push(&arena->free, pool);
    arena->free_pools++;
    if (arena->free_pools == 1) {
        become_first(pools, arena);
    } else if (arena->free_pools == ARENA_POOLS && arena->next != NULL) {
        join(pools, arena->prev, arena->next);
        arena_close(pools, arena);
    } else {
        while (arena->next != NULL && arena->next->free_pools < arena->free_pools)
            swap_with_next(pools, arena);
    }
}

void pool_give(struct pools *pools, void *block)
{
    struct pool *pool = home(block);
    struct pool **list = list_of(pools, pool->size);

    if (pool->used == room(pool->size))
        push(list, pool);
    *(void **)block = pool->free;
    pool->free = block;
    pool->used--;
    if (pool->used > 0)
        return;
    remove_pool(list, pool);
    arena_gains(pools, pool->arena, pool);
}
