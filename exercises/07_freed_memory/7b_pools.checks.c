/* Checks of 7b: blocks by what is written into them, pools and arenas against a model (model.h).
 *
 * Each sentence of the contract, and the check that fails without it:
 * - aligned, overlaps no other, at least the size asked for -> blocks
 * - one size while one is in use, as many as fit -> sizes
 * - from a pool that has one to give; of several the latest -> reuse, programs
 * - from the arena with the fewest free pools, the pool freed last -> arenas, programs
 * - free at once, for another size; goes back, unless it was the last -> back, programs
 * - none to give: NULL, and nothing has changed -> none
 * - no state of your own -> two
 */
#include "exercises/07_freed_memory/7b_pools.h"

#include "exercises/07_freed_memory/blocks.h"
#include "exercises/check.h"

CHECK(blocks, .title = "blocks are aligned and overlap no other", .points = 1,
      .usually = "A block begins where the one before it ends, and the first behind the header.",
      .see = "07-pools")
{
    bool aligned = true, whole = true;

    afresh();
    STEP("make and drop some hundred blocks of 1 to 512 bytes, and look at what is in them");
    for (int i = 0; i < 1500; i++) {
        if (count == 0 || check_random(5) < 3) {
            REQUIRE("pool_take gives a block", make(check_between(1, POOL_LARGEST)));
            aligned = aligned && (uintptr_t)entries[count - 1].block % POOL_STEP == 0;
        } else {
            whole = drop(check_random(count)) && whole;
        }
    }
    while (count > 0)
        whole = drop(count - 1) && whole;
    EXPECT("all are aligned to 16", aligned, true);
    EXPECT("what was written is still there", whole, true);
    afresh();
}

CHECK(sizes, .title = "a pool has blocks of one size, as many as fit", .points = 1,
      .after = "blocks",
      .usually = "Behind the header of 48 bytes there is room for 16,336 / size of them.",
      .see = "07-pools")
{
    for (int round = 0; round < 12; round++) {
        int size = check_between(1, POOL_SIZES) * POOL_STEP, less = size - check_random(POOL_STEP);
        int room = (POOL_BYTES - POOL_HEADER) / size;
        afresh();
        STEP("make %d blocks of %d bytes", room, less);
        for (int i = 0; i < room; i++)
            REQUIRE("pool_take gives a block", make(less));
        EXPECT("pools in use", pools_in_use(), 1);
        STEP("make one more");
        make(less);
        EXPECT("pools in use", pools_in_use(), 2);
        STEP("make one of %d bytes", size % POOL_LARGEST + POOL_STEP);
        make(size % POOL_LARGEST + POOL_STEP);
        EXPECT("pools in use", pools_in_use(), 3);
    }
    afresh();
}

/* One whose block lies in another pool; there is one. */
static struct entry entry_of_another_pool(const struct entry *than)
{
    int i = 0;

    while ((uintptr_t)entries[i].block / POOL_BYTES == (uintptr_t)than->block / POOL_BYTES)
        i++;
    return entries[i];
}

CHECK(reuse, .title = "a block that was freed is used again", .points = 1, .after = "sizes",
      .usually = "A full pool is in no list. When one of its blocks is freed it has one to give, "
                 "and comes first.",
      .see = "07-pools")
{
    for (int round = 0; round < 10; round++) {
        int size = check_between(8, POOL_SIZES) * POOL_STEP;
        int room = (POOL_BYTES - POOL_HEADER) / size, full = check_between(2, 6);
        afresh();
        STEP("make %d full pools of blocks of %d bytes; drop %d blocks by chance, and make as many",
             full, size, full);
        for (int i = 0; i < full * room; i++)
            REQUIRE("pool_take gives a block", make(size));
        for (int i = 0; i < full; i++)
            drop(check_random(count));
        for (int i = 0; i < full; i++)
            make(size);
        EXPECT("pools in use", pools_in_use(), full);
        compare();
        STEP("drop a block of the first pool, then one of the second, and make two");
        const struct entry first = entries[0], second = entry_of_another_pool(&first);
        pool_give(&pools, first.block);
        pool_give(&pools, second.block);
        EXPECT("the block that was dropped last is made first",
               pool_take(&pools, (size_t)size) == (void *)second.block, true);
        EXPECT("then the other", pool_take(&pools, (size_t)size) == (void *)first.block, true);
    }
    afresh();
}

/* Arenas full of blocks of 512 bytes: 31 in a pool. */
static void fill(int arenas)
{
    for (int i = 0; i < arenas * FULL; i++)
        make(POOL_LARGEST);
}

/* All blocks in some pools of an arena; the entries keep their places. */
static void drop_pools(int arena, int from, int to)
{
    for (int i = from * 31; i < to * 31; i++) {
        struct entry *entry = &entries[arena * FULL + i];
        pool_give(&pools, entry->block);
        model_give(entry->pool);
        entry->block = NULL;
    }
}

static const struct arena *arena_of(const struct entry *entry)
{
    return ((const struct pool *)(void *)((uintptr_t)entry->block & ~(uintptr_t)(POOL_BYTES - 1)))
        ->arena;
}

/* One that gains a free pool goes behind all that have fewer, and not only behind the next. */
static void one_moves_far_back(void)
{
    int few = check_between(1, 5);

    afresh();
    STEP("fill three arenas; free %d pools of each, then one more of the third", few);
    fill(3);
    const struct arena *first = arena_of(&entries[0]), *third = arena_of(&entries[2 * FULL]);
    for (int i = 0; i < 3; i++)
        drop_pools(i, 0, few);
    drop_pools(2, few, few + 1);
    STEP("make %d pools of blocks of 256 bytes", 2 * few);
    for (int i = 0; i < 2 * few * 63; i++) {
        pool_take(&pools, 256);
        model_take(256);
    }
    EXPECT("free pools of the first arena", (int)first->free_pools, 0);
    EXPECT("free pools of the third arena", (int)third->free_pools, few + 1);
}

CHECK(arenas, .title = "a new pool: from the arena with the fewest free ones", .points = 2,
      .after = "reuse",
      .usually = "Arenas stand in order, those with the fewest free pools first. One that gains a "
                 "free pool moves back.",
      .see = "07-order")
{
    for (int round = 0; round < 6; round++) {
        int few = check_between(1, 5), more = few + (round < 3 ? check_between(1, 5) : 0);
        int first = round % 2 == 0 ? few : more, second = few + more - first;
        afresh();
        STEP("fill two arenas; free %d pools of the first and %d of the second", first, second);
        fill(2);
        const struct arena *arena = arena_of(&entries[FULL]);
        drop_pools(0, 0, first);
        drop_pools(1, 0, second);
        STEP("make %d pools of blocks of 256 bytes", few);
        for (int i = 0; i < few * 63; i++) {
            pool_take(&pools, 256);
            model_take(256);
        }
        EXPECT("arenas opened", (int)now().opened, 2);
        EXPECT("free pools of the second arena", (int)arena->free_pools,
               second == few ? 0 : second);
    }
    one_moves_far_back();
    afresh();
}

CHECK(back, .title = "an empty arena goes back, unless last in order", .points = 1,
      .after = "arenas",
      .usually = "Look at the arena when its last pool becomes free, where it stands: with another "
                 "one behind it, it goes.",
      .see = "07-survivors")
{
    for (int round = 0; round < 5; round++) {
        int many = check_between(2, 8);
        afresh();
        STEP("fill %d arenas, and free all blocks in the order in which they were made", many);
        fill(many);
        for (int i = 0; i < many; i++) {
            drop_pools(i, 0, ARENA_POOLS);
            EXPECT("arenas given back", (int)now().closed, model.closed);
        }
        EXPECT("arenas in use", (int)now().arenas, 1);
    }
    afresh();
}

CHECK(none, .title = "without an arena NULL, and nothing has changed", .points = 1,
      .after = "sizes",
      .usually = "arena_open() may return NULL: change nothing before you have what it gives.",
      .see = "07-pools")
{
    afresh();
    pools.limit = 1;
    STEP("there is one arena to be had: make a block of 16 bytes, fill the rest, and ask for more");
    make(16);
    for (int i = 0; i < FULL - 31; i++)
        make(POOL_LARGEST);
    EXPECT("a block of 512", pool_take(&pools, 512) != NULL, false);
    EXPECT("a block of 32", pool_take(&pools, 32) != NULL, false);
    compare();
    STEP("make one of 16, whose pool has room");
    EXPECT("a block of 16", make(16), true);
    compare();
    STEP("drop a block of 512, and make one");
    drop(check_between(1, FULL - 31));
    EXPECT("a block of 512", make(512), true);
    compare();
    afresh();
}

CHECK(two, .title = "two struct pools have nothing in common", .points = 1, .after = "blocks",
      .usually = "Everything is in the struct pools that you are handed: no static variables.",
      .see = "07-pools")
{
    struct pools other = {0};
    void *mine = NULL, *theirs = NULL;

    afresh();
    STEP("make a block of 64 bytes from each of two, and look at their arenas");
    mine = pool_take(&pools, 64);
    theirs = pool_take(&other, 64);
    REQUIRE("both give a block", mine != NULL && theirs != NULL);
    EXPECT("arenas of the first", (int)pools.arenas, 1);
    EXPECT("arenas of the second", (int)other.arenas, 1);
    STEP("make one more from the first");
    void *more = pool_take(&pools, 64);
    EXPECT("blocks in use of the first", (int)now().blocks, 2);
    STOP_IF(now().blocks != 2);
    pool_give(&pools, more);
    pool_give(&pools, mine);
    pool_give(&other, theirs);
    while (other.open != NULL)
        arena_close(&other, other.open);
    afresh();
}

enum act { MAKE, DROP_BY_CHANCE, DROP_ALL_BUT_SOME, ACTS };

/* One of the orders in which programs make and free. */
static bool play(enum act act, int least)
{
    int many = check_between(least, 3000), size = check_between(100, POOL_LARGEST);
    bool same = true;

    switch (act) {
    case MAKE:
        STEP("make %d blocks of %d bytes", many, size);
        for (; many > 0 && count < MOST && same; many--) {
            same = make(size);
            same =
                same && place_of(entries[count - 1].block) == entries[count - 1].pool % ARENA_POOLS;
        }
        return same;
    case DROP_BY_CHANCE:
        STEP("drop %d blocks, by chance", many < count ? many : count);
        for (; many > 0 && count > 0; many--)
            same = drop(check_random(count)) && same;
        return same;
    default:
        STEP("drop all but one of %d", size);
        for (int i = count; i-- > 0;)
            if (i % size != 0)
                same = drop(i) && same;
        return same;
    }
}

CHECK(programs, .title = "random programs have the pools that the rules say", .points = 1,
      .after = "back", .seconds = 10,
      .usually = "The order of pools of one size, of the free pools of an arena, or of arenas with "
                 "equally many: one of them is not as the contract says.",
      .see = "07-order")
{
    /* Pools that were freed, and such that never were, for another size. */
    static const enum act begins[] = {MAKE, DROP_ALL_BUT_SOME, MAKE, DROP_BY_CHANCE, MAKE};

    for (int round = 0; round < 3; round++) {
        afresh();
        for (int i = 0; i < 10; i++) {
            bool first = i < (int)(sizeof begins / sizeof *begins);
            enum act act = first ? begins[i] : (enum act)check_random(ACTS);
            EXPECT("each block is in its pool", play(act, first ? 1000 : 1), true);
            compare();
        }
        STEP("drop all");
        while (count > 0)
            drop(check_random(count));
        compare();
    }
    afresh();
}
