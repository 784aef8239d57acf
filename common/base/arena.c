/* Arenas: memory from the system, and back. See pool.h and pool_internal.h. */
#include <sys/mman.h>
#include <sys/resource.h>

#include "common/base/memory.h"
#include "common/base/pool_internal.h"

enum { HUGE_PAGE = 2 << 20, RESERVED_FEW = 256 << 20 };

/* Without the debug build's checks a program is run for its speed, and may be large. */
static const size_t reserved_most = RECLAIM_DEBUG ? RESERVED_FEW : (size_t)64 << 30;

struct arena_addresses arena_addresses;
struct pools library_pools;

/* Of a limited address space malloc has half. */
static size_t bytes_to_reserve(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur / 2 > reserved_most)
        return reserved_most;
    return limit.rlim_cur / 2 / HUGE_PAGE * HUGE_PAGE;
}

/* Where the large page begins that @place is in. */
static char *large_page(char *place)
{
    return (char *)((uintptr_t)place & ~(uintptr_t)(HUGE_PAGE - 1));
}

static void *map(size_t size)
{
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
                0);
}

/* Addresses, *size bytes of them, or as few as a debug build has where so many are not to be had,
 * as under Valgrind. MAP_FAILED: none. */
static void *find_addresses(size_t *size)
{
    void *start = *size > 4 * HUGE_PAGE ? map(*size) : MAP_FAILED;

    if (start != MAP_FAILED || *size <= RESERVED_FEW)
        return start;
    *size = RESERVED_FEW;
    return map(*size);
}

/* The arenas' descriptions come first, then the arenas. Large pages, if the system has them: fewer
 * to ask for, and fewer to look up when a graph is walked. */
static void reserve(struct arena_addresses *addresses)
{
    size_t size = bytes_to_reserve();
    void *start = find_addresses(&size);

    addresses->reserved = true;
    if (start == MAP_FAILED)
        return;
    if (!RECLAIM_DEBUG)
        madvise(start, size, MADV_HUGEPAGE);
    size_t described = size / ARENA_BYTES * sizeof *addresses->all;
    addresses->all = start;
    addresses->start = large_page((char *)start + described + HUGE_PAGE - 1);
    addresses->end = (char *)start + size;
    addresses->fresh = addresses->start;
}

/* One that was closed, or the next. NULL: no addresses left. */
static struct arena *find_arena(struct arena_addresses *addresses)
{
    struct arena *arena = addresses->closed;

    if (!addresses->reserved)
        reserve(addresses);
    if (arena != NULL) {
        addresses->closed = arena->next;
        return arena;
    }
    if (addresses->end - addresses->fresh < ARENA_BYTES)
        return NULL;
    arena = &addresses->all[(addresses->fresh - addresses->start) / ARENA_BYTES];
    arena->start = addresses->fresh;
    addresses->fresh += ARENA_BYTES;
    return arena;
}

/* The other one in its large page of the system's, whether or not it was ever open. */
static const struct arena *partner_of(const struct arena *arena)
{
    return &arena_addresses.all[(arena - arena_addresses.all) ^ 1];
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
    if (RECLAIM_DEBUG)
        madvise(arena->start, ARENA_BYTES, MADV_DONTNEED);
    else if (partner_of(arena)->link_open == NULL)
        madvise(large_page(arena->start), HUGE_PAGE, MADV_FREE);
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
