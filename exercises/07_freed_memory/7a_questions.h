/* The sheet of questions of 7a: three stories to read. At each QUESTION stop, and say how many
 * there are right there: that is predict(number, n) in 7a_predict.c.
 *
 * - A pool has room for 31 blocks of 512 bytes, an arena for 64 pools (common/base/pool.h).
 * - make(k, size) makes k blocks, which get the numbers from the first that was never used.
 * - drop(i) frees block number i.
 * - DO(line) runs a line. Should your answer be wrong, the lines up to its question are shown.
 * - n is another number in every run. A story ends at the first wrong answer.
 */
#ifndef RECLAIM_EXERCISE_7A_QUESTIONS_H
#define RECLAIM_EXERCISE_7A_QUESTIONS_H

#include "common/base/pool.h"
#include "exercises/07_freed_memory/7a_predict.h"
#include "exercises/check.h"

enum { SIZE = 512, POOL = 31, ARENA = 64 * POOL, MOST = 24 * ARENA };

static struct pools pools;
static void *blocks[MOST];
static int made;

static void make(int count, size_t size)
{
    for (; count > 0; count--)
        blocks[made++] = pool_take(&pools, size);
}

static void drop(int number)
{
    if (blocks[number] != NULL)
        pool_give(&pools, blocks[number]);
    blocks[number] = NULL;
}

static int pools_in_use(void)
{
    struct pool_statistics statistics;
    int count = 0;

    pool_statistics(&pools, &statistics);
    for (int i = 0; i < POOL_SIZES; i++)
        count += (int)statistics.sizes[i].pools;
    return count;
}

static int arenas_in_use(void)
{
    return (int)pools.arenas;
}

/* Free pools of the arena that block number @number is in. */
static int free_pools_beside(int number)
{
    const struct pool *pool =
        (const struct pool *)((uintptr_t)blocks[number] & ~(uintptr_t)(POOL_BYTES - 1));

    return (int)pool->arena->free_pools;
}

/* Ends the check when @said is not the right answer. */
static void ask(int number, const char *what, int said, int counted);

#define DO(...)                                                                                    \
    STEP("%s", #__VA_ARGS__);                                                                      \
    __VA_ARGS__

#define QUESTION(number, what, count) ask(number, what, predict(number, n), count)

/* 1. Pools. */
static void story_of_pools(int n)
{
    DO(make(n * POOL, SIZE));
    QUESTION(1, "pools in use", pools_in_use());

    DO(for (int i = 0; i < n; i++) drop(i * POOL)); /* the first block of each pool */
    QUESTION(2, "pools in use", pools_in_use());

    DO(make(n, SIZE - 16)); /* n is less than 31 */
    QUESTION(3, "pools in use", pools_in_use());
}

/* 2. Survivors. */
static void story_of_survivors(int n)
{
    DO(make(2 * n * ARENA, SIZE)); /* 2 * n full arenas */
    DO(for (int i = 0; i < 2 * n * ARENA; i++) if (i % ARENA != 0) drop(i));
    QUESTION(4, "arenas in use", arenas_in_use());

    DO(for (int i = 0; i < n; i++) drop(i * ARENA)); /* the survivors of the first n arenas */
    QUESTION(5, "arenas in use", arenas_in_use());

    DO(for (int i = n; i < 2 * n; i++) drop(i * ARENA)); /* and the others */
    QUESTION(6, "arenas in use", arenas_in_use());
}

/* 3. The order of arenas. */
static void story_of_order(int n)
{
    DO(make(2 * ARENA, SIZE));                                        /* two full arenas */
    DO(for (int i = 0; i < n * POOL; i++) drop(i));                   /* n pools of the first */
    DO(for (int i = ARENA; i < ARENA + (n + 3) * POOL; i++) drop(i)); /* n + 3 of the second */
    DO(make((n - 1) * POOL, SIZE));
    QUESTION(7, "free pools of the second arena", free_pools_beside(2 * ARENA - 1));

    DO(make(3 * POOL, SIZE));
    QUESTION(8, "free pools of the second arena", free_pools_beside(2 * ARENA - 1));

    DO(for (int i = made - 1; i >= ARENA; i--) drop(i)); /* all that were made after the first */
    QUESTION(9, "arenas in use", arenas_in_use());
}

#endif
