/* Small blocks from pools, the others from malloc. See block.h. */
#include "common/base/block.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/base/pool_internal.h"

/* The largest block that is taken from a pool. */
static size_t largest = RECLAIM_DEBUG ? 0 : POOL_LARGEST;

void memory_use_pools(bool use)
{
    largest = use ? POOL_LARGEST : 0;
}

void *block_alloc(size_t size)
{
    void *block = size <= largest ? pool_take(&library_pools, size) : NULL;

    return block != NULL ? block : malloc(size);
}

void block_free(void *block)
{
    if (arena_has(block))
        pool_give(&library_pools, block);
    else
        free(block);
}

size_t block_usable_size(void *block)
{
    return arena_has(block) ? pool_of(block)->size : malloc_usable_size(block);
}

void *block_resize(void *block, size_t size)
{
    if (!arena_has(block))
        return realloc(block, size);
    size_t usable = pool_of(block)->size;
    if (size <= usable && 4 * size > 3 * usable)
        return block;
    void *moved = block_alloc(size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, size < usable ? size : usable);
    block_free(block);
    return moved;
}
