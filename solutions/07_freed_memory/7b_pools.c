/* Exercise 7b, solved. The library knows the last arena of each number; here the order is walked.
 */
#include "exercises/07_freed_memory/7b_pools.h"

static struct pool *pool_at(const void *place)
{
    return (struct pool *)((uintptr_t)place & ~(uintptr_t)(POOL_BYTES - 1));
}

/* ---- the order of arenas --------------------------------------------------------------------- */

static void leave_order(struct pools *pools, struct arena *arena)
{
    *(arena->prev != NULL ? &arena->prev->next : &pools->usable_arenas) = arena->next;
    if (arena->next != NULL)
        arena->next->prev = arena->prev;
}

/* Behind those that have fewer free pools, before those that have as many. */
static void enter_order(struct pools *pools, struct arena *arena)
{
    struct arena *before = NULL, *after = pools->usable_arenas;

    while (after != NULL && after->free_pools < arena->free_pools) {
        before = after;
        after = after->next;
    }
    arena->prev = before;
    arena->next = after;
    *(before != NULL ? &before->next : &pools->usable_arenas) = arena;
    if (after != NULL)
        after->prev = arena;
}

static struct arena *first_arena(struct pools *pools)
{
    if (pools->usable_arenas == NULL) {
        struct arena *arena = arena_open(pools);
        if (arena != NULL)
            enter_order(pools, arena);
    }
    return pools->usable_arenas;
}

/* ---- pools ----------------------------------------------------------------------------------- */

static bool has_more(const struct pool *pool)
{
    return pool->free != NULL || pool->unused + pool->size <= POOL_BYTES;
}

static void list_pool(struct pools *pools, struct pool *pool)
{
    struct pool **list = &pools->usable[pool->size / POOL_STEP - 1];

    pool->next = *list;
    pool->link = list;
    if (*list != NULL)
        (*list)->link = &pool->next;
    *list = pool;
}

static void unlist_pool(struct pool *pool)
{
    *pool->link = pool->next;
    if (pool->next != NULL)
        pool->next->link = pool->link;
    pool->link = NULL;
}

static struct pool *open_pool(struct pools *pools, uint32_t size)
{
    struct arena *arena = first_arena(pools);

    if (arena == NULL)
        return NULL;
    struct pool *pool = arena->free;
    if (pool != NULL)
        arena->free = pool->next;
    else
        pool = pool_at(arena->start + (size_t)arena->touched++ * POOL_BYTES);
    if (--arena->free_pools == 0)
        leave_order(pools, arena);
    *pool = (struct pool){.arena = arena, .size = size, .unused = POOL_HEADER};
    list_pool(pools, pool);
    return pool;
}

static void free_pool(struct pools *pools, struct pool *pool)
{
    struct arena *arena = pool->arena;
    bool ordered = arena->free_pools > 0, last = ordered && arena->next == NULL;

    if (pool->link != NULL)
        unlist_pool(pool);
    pool->next = arena->free;
    arena->free = pool;
    arena->free_pools++;
    if (ordered)
        leave_order(pools, arena);
    if (arena->free_pools == ARENA_POOLS && !last)
        arena_close(pools, arena);
    else
        enter_order(pools, arena);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

void *pool_take(struct pools *pools, size_t size)
{
    uint32_t rounded = (uint32_t)(size + POOL_STEP - 1) / POOL_STEP * POOL_STEP;
    struct pool *pool = pools->usable[rounded / POOL_STEP - 1];

    if (pool == NULL)
        pool = open_pool(pools, rounded);
    if (pool == NULL)
        return NULL;
    void *block = pool->free;
    if (block != NULL) {
        pool->free = *(void **)block;
    } else {
        block = (char *)pool + pool->unused;
        pool->unused += pool->size;
    }
    pool->used++;
    if (!has_more(pool))
        unlist_pool(pool);
    return block;
}

void pool_give(struct pools *pools, void *block)
{
    struct pool *pool = pool_at(block);
    bool was_full = !has_more(pool);

    *(void **)block = pool->free;
    pool->free = block;
    pool->used--;
    if (pool->used == 0)
        free_pool(pools, pool);
    else if (was_full)
        list_pool(pools, pool);
}
