/* The rules of 7b without any memory: pools are numbers that count, arenas a row in their order.
 * Slow, and nothing like an allocator. */
#ifndef RECLAIM_EXERCISE_7B_MODEL_H
#define RECLAIM_EXERCISE_7B_MODEL_H

#include <string.h>

#include "common/base/pool.h"

enum { MODEL_ARENAS = 32, MODEL_POOLS = MODEL_ARENAS * ARENA_POOLS };

static struct {
    int size[MODEL_POOLS], used[MODEL_POOLS]; /* a pool's number is its arena's times 64, and on */
    long since[MODEL_POOLS];                  /* when it last began to have a block to give */
    long freed[MODEL_POOLS];                  /* when it was last freed; 0: never */
    bool open[MODEL_ARENAS];
    int order[MODEL_ARENAS], orders; /* arenas with a free pool, fewest first */
    long now;
    int opened, closed;
} model;

static int model_free(int arena)
{
    int count = 0;

    for (int i = 0; i < ARENA_POOLS; i++)
        count += model.used[arena * ARENA_POOLS + i] == 0;
    return count;
}

static int model_room(int size)
{
    return (POOL_BYTES - POOL_HEADER) / size;
}

/* -1: no pool of this size has a block to give. */
static int model_usable(int size)
{
    int best = -1;

    for (int i = 0; i < MODEL_POOLS; i++)
        if (model.used[i] > 0 && model.size[i] == size && model.used[i] < model_room(size) &&
            (best < 0 || model.since[i] > model.since[best]))
            best = i;
    return best;
}

static void model_leave_order(int at)
{
    memmove(&model.order[at], &model.order[at + 1],
            (size_t)(--model.orders - at) * sizeof model.order[0]);
}

static void model_enter_order(int at, int arena)
{
    memmove(&model.order[at + 1], &model.order[at],
            (size_t)(model.orders++ - at) * sizeof model.order[0]);
    model.order[at] = arena;
}

static void model_open_arena(void)
{
    int arena = 0;

    while (model.open[arena])
        arena++;
    model.open[arena] = true;
    model.opened++;
    memset(&model.freed[arena * ARENA_POOLS], 0, ARENA_POOLS * sizeof model.freed[0]);
    model_enter_order(0, arena);
}

static int model_open_pool(int size)
{
    if (model.orders == 0)
        model_open_arena();
    int first = model.order[0] * ARENA_POOLS, best = -1;
    for (int i = first; i < first + ARENA_POOLS; i++)
        if (model.used[i] == 0 && (best < 0 || model.freed[i] > model.freed[best]))
            best = i;
    model.size[best] = size;
    model.since[best] = ++model.now;
    return best;
}

/* The number of the pool that a block is taken from. */
static int model_take(int size)
{
    int pool = model_usable(size);

    if (pool < 0)
        pool = model_open_pool(size);
    model.used[pool]++;
    if (model.orders > 0 && model_free(model.order[0]) == 0)
        model_leave_order(0);
    return pool;
}

static void model_give(int pool)
{
    int arena = pool / ARENA_POOLS, at = 0;

    if (model.used[pool]-- == model_room(model.size[pool]))
        model.since[pool] = ++model.now;
    if (model.used[pool] > 0)
        return;
    model.freed[pool] = ++model.now;
    while (at < model.orders && model.order[at] != arena)
        at++;
    if (at == model.orders) {
        model_enter_order(0, arena);
        return;
    }
    if (model_free(arena) == ARENA_POOLS && at + 1 < model.orders) {
        model.open[arena] = false;
        model.closed++;
        model_leave_order(at);
        return;
    }
    model_leave_order(at);
    while (at < model.orders && model_free(model.order[at]) < model_free(arena))
        at++;
    model_enter_order(at, arena);
}

#endif
