/* Pools of blocks of one size. See pool.h. */
#include "common/base/pool.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "common/base/state.h"

#if RECLAIM_DEBUG

void *pool_alloc(size_t size)
{
    return malloc(size);
}

void *pool_resize(void *block, size_t size)
{
    return realloc(block, size);
}

void pool_free(void *block)
{
    free(block);
}

size_t pool_usable_size(void *block)
{
    return malloc_usable_size(block);
}

#else

enum { CACHE_LINE = 64, HUGE_PAGE = 2 << 20 };

static const size_t reserved_bytes = (size_t)64 << 30;

/* The start of a pool. Its blocks follow at the next cache line, so that a container of 64 bytes is
 * one line and not the halves of two: a collection fetches half as much. */
struct pool {
    struct pool *next,
        **link;    /* in the list of usable pools; link: what points here, NULL: not in it */
    void *free;    /* the first free block, linked by their first words */
    char *unused;  /* the first block that was never used; past the end: none */
    uint32_t size; /* of a block */
    uint32_t used; /* blocks that are out */
};

static bool is_small(const struct pool_state *pools, const void *block)
{
    return (uintptr_t)block - (uintptr_t)pools->start < (uintptr_t)(pools->end - pools->start);
}

static struct pool *pool_of(void *block)
{
    return (struct pool *)((uintptr_t)block & ~(uintptr_t)(POOL_BYTES - 1));
}

/* Reserves the addresses, once; pages come as they are touched, large ones if the system has them:
 * fewer to ask for, and fewer to look up when a graph is walked. A process whose address space is
 * limited gets none, and every block is malloc's. */
static void reserve(struct pool_state *pools)
{
    struct rlimit limit;

    pools->reserved = true;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY)
        return;
    void *start = mmap(NULL, reserved_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED)
        return;
    madvise(start, reserved_bytes, MADV_HUGEPAGE);
    pools->start = (char *)(((uintptr_t)start + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
    pools->end = (char *)start + reserved_bytes;
    pools->fresh = pools->start;
}

static void link_pool(struct pool *pool, struct pool **list)
{
    pool->next = *list;
    pool->link = list;
    if (pool->next != NULL)
        pool->next->link = &pool->next;
    *list = pool;
}

/* The pool has no block left to give. */
static void unlink_pool(struct pool *pool)
{
    *pool->link = pool->next;
    if (pool->next != NULL)
        pool->next->link = pool->link;
    pool->link = NULL;
}

/* All blocks are unused: they will be given out in the order of their addresses again. */
static void make_empty(struct pool *pool)
{
    pool->used = 0;
    pool->free = NULL;
    pool->unused = (char *)pool + (sizeof *pool + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
}

/* A new pool for blocks of @size bytes. NULL: no addresses left. Rare, and never inlined: that
 * keeps the way past it short. */
static __attribute__((noinline)) struct pool *open_pool(struct pool_state *pools, size_t size)
{
    if (!pools->reserved)
        reserve(pools);
    if (pools->end - pools->fresh < POOL_BYTES)
        return NULL;
    struct pool *pool = (struct pool *)pools->fresh;
    pools->fresh += POOL_BYTES;
    pool->size = (uint32_t)size;
    make_empty(pool);
    link_pool(pool, &pools->usable[size / POOL_STEP - 1]);
    return pool;
}

static bool has_unused(const struct pool *pool)
{
    return pool->unused + pool->size <= (const char *)pool + POOL_BYTES;
}

/* A block of a usable pool: one that was freed, else one that was never used. */
static void *take_block(struct pool *pool)
{
    void **block = pool->free;

    pool->used++;
    if (block != NULL) {
        pool->free = *block;
    } else {
        block = (void **)pool->unused;
        pool->unused += pool->size;
    }
    if (pool->free == NULL && !has_unused(pool))
        unlink_pool(pool);
    return block;
}

void *pool_alloc(size_t size)
{
    struct pool_state *pools = &runtime.pools;

    if (size > POOL_LARGEST)
        return malloc(size);
    size_t steps = (size + POOL_STEP - 1) / POOL_STEP;
    struct pool *pool = pools->usable[steps - 1];
    if (pool == NULL)
        pool = open_pool(pools, steps * POOL_STEP);
    return pool != NULL ? take_block(pool) : malloc(size);
}

void pool_free(void *block)
{
    struct pool_state *pools = &runtime.pools;

    if (!is_small(pools, block)) {
        free(block);
        return;
    }
    struct pool *pool = pool_of(block);
    *(void **)block = pool->free;
    pool->free = block;
    if (--pool->used == 0)
        make_empty(pool);
    if (pool->link == NULL)
        link_pool(pool, &pools->usable[pool->size / POOL_STEP - 1]);
}

size_t pool_usable_size(void *block)
{
    if (!is_small(&runtime.pools, block))
        return malloc_usable_size(block);
    return pool_of(block)->size;
}

void *pool_resize(void *block, size_t size)
{
    if (!is_small(&runtime.pools, block) && size > POOL_LARGEST)
        return realloc(block, size);
    size_t usable = pool_usable_size(block);
    if (size <= usable && size > usable / 2)
        return block;
    void *moved = pool_alloc(size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, size < usable ? size : usable);
    pool_free(block);
    return moved;
}

#endif
