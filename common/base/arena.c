/* Arenas: memory from the system, and back. See pool.h and pool_internal.h. */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "common/base/memory.h"
#include "common/base/pool_internal.h"

enum { HUGE_PAGE = 2 << 20 };

/* Without the debug build's checks a program is run for its speed, and may be large. */
static const size_t reserved_most = RECLAIM_DEBUG ? (size_t)1 << 30 : (size_t)64 << 30;

struct arena_addresses arena_addresses;
struct pools library_pools;

/* A process whose address space is limited leaves most of it to malloc. */
static size_t bytes_to_reserve(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur / 4 > reserved_most)
        return reserved_most;
    return limit.rlim_cur / 4 / HUGE_PAGE * HUGE_PAGE;
}

/* Large pages, if the system has them: fewer to ask for, and fewer to look up when a graph is
 * walked. */
static void reserve(struct arena_addresses *addresses)
{
    size_t size = bytes_to_reserve();

    addresses->reserved = true;
    if (size <= HUGE_PAGE)
        return;
    void *start = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED)
        return;
    if (!RECLAIM_DEBUG)
        madvise(start, size, MADV_HUGEPAGE);
    addresses->start = (char *)(((uintptr_t)start + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
    addresses->end = (char *)start + size;
    addresses->fresh = addresses->start;
}

/* Two arenas share a large page. */
static void pair_up(struct arena_addresses *addresses, struct arena *arena)
{
    bool second = (uintptr_t)arena->start % HUGE_PAGE != 0;

    arena->partner = second ? addresses->latest : NULL;
    if (second)
        addresses->latest->partner = arena;
    addresses->latest = arena;
}

/* One that was closed, or a new one. NULL: no addresses or no memory left. */
static struct arena *find_arena(struct arena_addresses *addresses)
{
    struct arena *arena = addresses->closed;

    if (!addresses->reserved)
        reserve(addresses);
    if (arena != NULL) {
        addresses->closed = arena->next;
        return arena;
    }
    if (addresses->end - addresses->fresh < ARENA_BYTES || (arena = malloc(sizeof *arena)) == NULL)
        return NULL;
    arena->start = addresses->fresh;
    addresses->fresh += ARENA_BYTES;
    pair_up(addresses, arena);
    return arena;
}

struct arena *arena_open(struct pools *pools)
{
    if (pools->limit > 0 && pools->arenas >= pools->limit)
        return NULL;
    struct arena *arena = find_arena(&arena_addresses);
    if (arena == NULL)
        return NULL;
    *arena = (struct arena){.start = arena->start,
                            .free_pools = ARENA_POOLS,
                            .partner = arena->partner,
                            .next_open = pools->open,
                            .link_open = &pools->open};
    if (arena->next_open != NULL)
        arena->next_open->link_open = &arena->next_open;
    pools->open = arena;
    pools->opened++;
    if (++pools->arenas > pools->most)
        pools->most = pools->arenas;
    return arena;
}

/* At once in a debug build, which has small pages. Where speed counts, a large page is only
 * offered, when it is all free: the system takes it when it needs it (LazyFree in
 * /proc/self/smaps), and who is first to want it again finds it there. */
static void give_back(const struct arena *arena)
{
    const struct arena *partner = arena->partner;

    if (RECLAIM_DEBUG)
        madvise(arena->start, ARENA_BYTES, MADV_DONTNEED);
    else if (partner != NULL && partner->link_open == NULL)
        madvise(partner->start < arena->start ? partner->start : arena->start, HUGE_PAGE,
                MADV_FREE);
}

void arena_close(struct pools *pools, struct arena *arena)
{
    *arena->link_open = arena->next_open;
    if (arena->next_open != NULL)
        arena->next_open->link_open = arena->link_open;
    arena->link_open = NULL;
    pools->arenas--;
    pools->closed++;
    give_back(arena);
    arena->next = arena_addresses.closed;
    arena_addresses.closed = arena;
}
