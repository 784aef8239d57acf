/* Blocks: counted, traced, junk-filled, and made to fail on request. See memory.h. */
#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/block.h"
#include "common/base/error.h"
#include "common/base/state.h"
#include "common/base/tracing.h"

#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(start, size)   ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

enum { JUNK_FRESH = 0xCD, JUNK_FREED = 0xDD };

static void junk_fill(void *start, int junk, size_t size)
{
#if RECLAIM_DEBUG
    memset(start, junk, size);
#else
    (void)start, (void)junk, (void)size;
#endif
}

/* Counts one request; false when it is the one that was chosen to fail. */
static bool may_allocate(void)
{
    struct memory_state *memory = &runtime.memory;

    memory->requests++;
    if (memory->requests != memory->fail_at)
        return true;
    memory->fail_at = 0;
    return false;
}

static void *alloc(size_t size)
{
    void *block = block_alloc(size == 0 ? 1 : size);

    if (block == NULL)
        return error_no_memory();
    junk_fill(block, JUNK_FRESH, size);
    runtime.memory.blocks++;
    return block;
}

/* While a test plans a failure or the tracer is on. Never inlined: the way past it stays short. */
static __attribute__((noinline)) void *alloc_watched(enum memory_use use, size_t size)
{
    void *block = may_allocate() ? alloc(size) : error_no_memory();

    if (block == NULL || !runtime.memory.traced || tracer_add(block, size, use))
        return block;
    runtime.memory.blocks--;
    block_free(block);
    return error_no_memory();
}

void *memory_alloc_for(enum memory_use use, size_t size)
{
    if (runtime.memory.traced || runtime.memory.fail_at != 0)
        return alloc_watched(use, size);
    runtime.memory.requests++;
    return alloc(size);
}

void *(memory_alloc)(size_t size)
{
    return memory_alloc_for(MEMORY_BUFFER, size);
}

void *(memory_resize)(void *block, size_t size)
{
    if (block == NULL)
        return memory_alloc_for(MEMORY_BUFFER, size);
    if (!may_allocate())
        return error_no_memory();
    uintptr_t old = (uintptr_t)block;
    void *moved = block_resize(block, size == 0 ? 1 : size);
    if (moved == NULL)
        return error_no_memory();
    if (runtime.memory.traced)
        tracer_move(old, moved, size);
    return moved;
}

void memory_free(void *block)
{
    if (block == NULL)
        return;
    if (runtime.memory.traced)
        tracer_remove(block);
    junk_fill(block, JUNK_FREED, RECLAIM_DEBUG ? block_usable_size(block) : 0);
    runtime.memory.blocks--;
    block_free(block);
}

size_t memory_blocks(void)
{
    return runtime.memory.blocks;
}

size_t memory_requests(void)
{
    return runtime.memory.requests;
}

void memory_fail_at(size_t nth)
{
    runtime.memory.fail_at = nth == 0 ? 0 : runtime.memory.requests + nth;
}

void *memory_untraced_alloc(size_t size)
{
    return malloc(size);
}

void memory_untraced_free(void *block)
{
    free(block);
}

void memory_park(void *start, size_t size)
{
    junk_fill(start, JUNK_FREED, size);
    ASAN_POISON_MEMORY_REGION(start, size);
}

void memory_unpark(void *start, size_t size)
{
    ASAN_UNPOISON_MEMORY_REGION(start, size);
    junk_fill(start, JUNK_FRESH, size);
}
