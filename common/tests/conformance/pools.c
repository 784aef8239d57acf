/*
 * Random programs of allocations and frees, by our pools and by CPython's: after each request the
 * block lies in the same pool of the same arena, and the counts are those of
 * sys._debugmallocstats().
 *
 *   conformance_pools [--seed N] [--programs N]
 *
 * The interpreter is never started: its allocator works without it, and starts empty as ours does.
 *
 * Exit status: 0 alike, 1 they part.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/pool.h"

enum { BLOCKS_MOST = 60000, ARENAS_MOST = 256, TURNS = 40, NAME = 200 };

/* What CPython exports for sys.getallocatedblocks() and sys._debugmallocstats(). */
extern Py_ssize_t _Py_GetAllocatedBlocks(void);
extern int _PyObject_DebugMallocStats(FILE *out);

struct block {
    void *ours, *theirs;
    uint32_t size;
};

/* Where the arenas are on one side, and as the how-manieth each was opened. */
struct side {
    struct {
        const char *start;
        size_t number;
    } arenas[ARENAS_MOST];
    size_t count, opened;
};

static struct pools pools;
static struct block blocks[BLOCKS_MOST];
static size_t count;
static struct side ours, theirs;
static unsigned long long seed, random_state;
static char doing[NAME];

static uint32_t chance(uint32_t below)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % below;
}

/* ---- arenas, by number ----------------------------------------------------------------------- */

static void note_arena(struct side *side, const char *start)
{
    size_t i = 0;

    while (i < side->count && side->arenas[i].start != start)
        i++;
    if (i == ARENAS_MOST)
        exit(2);
    side->count += i == side->count;
    side->arenas[i].start = start;
    side->arenas[i].number = ++side->opened;
}

static size_t arena_number(const struct side *side, const void *block)
{
    const char *start = (const char *)((uintptr_t)block & ~(uintptr_t)(ARENA_BYTES - 1));

    for (size_t i = 0; i < side->count; i++)
        if (side->arenas[i].start == start)
            return side->arenas[i].number;
    return 0;
}

static size_t pool_number(const void *block)
{
    return (uintptr_t)block % ARENA_BYTES / POOL_BYTES;
}

static void *map_arena(void *context, size_t size)
{
    char *start = aligned_alloc(ARENA_BYTES, size);

    note_arena(context, start);
    return start;
}

static void unmap_arena(void *context, void *start, size_t size)
{
    (void)context, (void)size;
    free(start);
}

/* ---- comparing ------------------------------------------------------------------------------- */

__attribute__((format(printf, 1, 2))) static _Noreturn void part(const char *format, ...)
{
    va_list arguments;

    printf("seed %llu, %s: ", seed, doing);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    exit(1);
}

static void compare_place(const struct block *block)
{
    size_t arena = arena_number(&ours, block->ours), same = arena_number(&theirs, block->theirs);

    if (arena != same || pool_number(block->ours) != pool_number(block->theirs))
        part("a block of %u is in pool %zu of arena %zu, there in pool %zu of arena %zu",
             block->size, pool_number(block->ours), arena, pool_number(block->theirs), same);
}

/* "# arenas reclaimed          =                1,003" */
static void read_number(const char *line, const char *what, size_t *number)
{
    const char *equals = strchr(line, '=');

    if (equals == NULL || strncmp(line, what, strlen(what)) != 0)
        return;
    *number = 0;
    for (const char *at = equals; *at != '\0'; at++)
        if (*at >= '0' && *at <= '9')
            *number = 10 * *number + (size_t)(*at - '0');
}

/* "   30   496    5    150    10": class, size, pools, in use, available. */
static void read_line(const char *line, struct pool_statistics *statistics)
{
    size_t class, size, in_pools, used, available;

    read_number(line, "# arenas allocated total", &statistics->opened);
    read_number(line, "# arenas reclaimed", &statistics->closed);
    read_number(line, "# arenas highwater mark", &statistics->most);
    read_number(line, "# arenas allocated current", &statistics->arenas);
    if (strstr(line, " unused pools * ") != NULL)
        statistics->free_pools = strtoull(line, NULL, 10);
    if (sscanf(line, "%zu %zu %zu %zu %zu", &class, &size, &in_pools, &used, &available) != 5)
        return;
    statistics->sizes[class].pools = in_pools;
    statistics->sizes[class].blocks = used;
    statistics->sizes[class].available = available;
    statistics->blocks += used;
}

static void read_theirs(struct pool_statistics *statistics)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    memset(statistics, 0, sizeof *statistics);
    _PyObject_DebugMallocStats(out);
    fclose(out);
    char *rest = text, *line;
    while ((line = strsep(&rest, "\n")) != NULL)
        read_line(line, statistics);
    free(text);
}

static void compare_counts(void)
{
    struct pool_statistics here, there;

    pool_statistics(&pools, &here);
    read_theirs(&there);
    for (int i = 0; i < POOL_SIZES; i++)
        if (memcmp(&here.sizes[i], &there.sizes[i], sizeof here.sizes[i]) != 0)
            part("of %d bytes there are %zu pools with %zu blocks and %zu to give, there %zu, %zu "
                 "and %zu",
                 (i + 1) * POOL_STEP, here.sizes[i].pools, here.sizes[i].blocks,
                 here.sizes[i].available, there.sizes[i].pools, there.sizes[i].blocks,
                 there.sizes[i].available);
    if (memcmp(&here, &there, sizeof here) != 0)
        part("arenas open, opened, closed, most: %zu %zu %zu %zu, there %zu %zu %zu %zu; free "
             "pools %zu, there %zu; blocks %zu, there %zu",
             here.arenas, here.opened, here.closed, here.most, there.arenas, there.opened,
             there.closed, there.most, here.free_pools, there.free_pools, here.blocks,
             there.blocks);
    if (here.blocks != (size_t)_Py_GetAllocatedBlocks())
        part("sys.getallocatedblocks() would say %zd", _Py_GetAllocatedBlocks());
}

/* ---- programs -------------------------------------------------------------------------------- */

static void make(uint32_t size)
{
    struct block *block = &blocks[count++];

    *block = (struct block){pool_take(&pools, size), PyObject_Malloc(size), size};
    if (block->ours == NULL || block->theirs == NULL)
        part("no block of %u", size);
    if (pools.opened > ours.opened)
        note_arena(&ours, pools.open->start);
    memset(block->ours, 0xCD, size);
    compare_place(block);
}

static void drop(size_t at)
{
    struct block block = blocks[at];

    blocks[at] = blocks[--count];
    pool_give(&pools, block.ours);
    PyObject_Free(block.theirs);
}

static void shuffle(void)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = chance((uint32_t)i);
        struct block block = blocks[i - 1];
        blocks[i - 1] = blocks[j];
        blocks[j] = block;
    }
}

static void make_many(void)
{
    uint32_t number = 1 + chance(chance(4) == 0 ? 30000 : 2000), same = 1 + chance(POOL_LARGEST);
    uint32_t most = 1 + chance(POOL_LARGEST);
    bool alike = chance(2) == 0;

    snprintf(doing, sizeof doing, "%u blocks are made", number);
    for (; number > 0 && count < BLOCKS_MOST; number--)
        make(alike ? same : 1 + chance(most));
}

/* In one of the orders in which programs free. */
static void drop_many(void)
{
    uint32_t number = 1 + chance((uint32_t)count + 1), order = chance(4);

    snprintf(doing, sizeof doing, "%u blocks are freed", number);
    if (order == 0)
        shuffle();
    for (; number > 0 && count > 0; number--)
        drop(order == 1 ? count - 1 : order == 2 ? 0 : chance((uint32_t)count));
}

/* One of so many stays. */
static void thin_out(void)
{
    uint32_t stays = 2 + chance(1000);

    snprintf(doing, sizeof doing, "of %u blocks one stays", stays);
    for (size_t i = count; i-- > 0;)
        if (i % stays != 0)
            drop(i);
}

static void churn(void)
{
    uint32_t number = 1 + chance(20000);

    snprintf(doing, sizeof doing, "%u blocks are made or freed", number);
    for (; number > 0; number--) {
        if (count < BLOCKS_MOST && (count == 0 || chance(2) == 0))
            make(1 + chance(POOL_LARGEST));
        else
            drop(chance((uint32_t)count));
    }
}

static void run_program(void)
{
    static void (*const acts[])(void) = {make_many, make_many, drop_many, thin_out, churn};

    random_state = seed * 2 + 1;
    for (int turn = 0; turn < TURNS; turn++) {
        acts[chance(sizeof acts / sizeof acts[0])]();
        compare_counts();
    }
    snprintf(doing, sizeof doing, "all blocks are freed");
    shuffle();
    while (count > 0)
        drop(count - 1);
    compare_counts();
    if (pools.arenas != 1)
        part("%zu arenas are left, where one is kept", pools.arenas);
}

int main(int argc, char **argv)
{
    unsigned long long first = 1, programs = 60;
    PyObjectArenaAllocator arenas = {.ctx = &theirs, .alloc = map_arena, .free = unmap_arena};

    for (int i = 1; i + 1 < argc; i += 2) {
        unsigned long long value = strtoull(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--seed") == 0)
            first = value;
        else if (strcmp(argv[i], "--programs") == 0)
            programs = value;
    }
    PyObject_SetArenaAllocator(&arenas);
    for (seed = first; seed < first + programs; seed++)
        run_program();
    printf("%llu programs from seed %llu: the same pools and arenas; %zu arenas opened, %zu given "
           "back\n",
           programs, first, pools.opened, pools.closed);
    return 0;
}
