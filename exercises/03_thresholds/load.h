/* Workloads of 3c: objects come into use and go out of it, and the two bounds are measured after
 * every allocation.
 */
#ifndef RECLAIM_EXERCISES_LOAD_H
#define RECLAIM_EXERCISES_LOAD_H

#include <string.h>

#include "exercises/03_thresholds/3c_adaptive.h"
#include "exercises/03_thresholds/thing.h"
#include "exercises/check.h"

enum { MOST = 40000, BLOCK = 250, BLOCKS = 512 };

static long allocations;
static int in_use;
static int most_in_use[BLOCKS];        /* in each of the last blocks of allocations */
static long visits_each, objects_each; /* the worst so far, without what is free */

/* What is in use are pairs in a circle of places, each a cycle: dropped, it is garbage. */
static struct object *pairs[MOST];
static int first, end;

/* The most that were in use in a span of as many allocations as there are objects, and more. */
static int lately(void)
{
    long block = allocations / BLOCK, span = (things + ADAPTIVE_WINDOW) / BLOCK + 2;
    int most = in_use;

    for (long i = 0; i < span && i < BLOCKS && i <= block; i++)
        most = most_in_use[(block - i) % BLOCKS] > most ? most_in_use[(block - i) % BLOCKS] : most;
    return most;
}

/* How many of @all come on each of @some when @free of them do not count, rounded up. */
static long for_each(long all, long not_counted, long some)
{
    return all <= not_counted ? 0 : (all - not_counted + some - 1) / some;
}

static bool well(void)
{
    return visits_each <= ADAPTIVE_VISITS && objects_each <= ADAPTIVE_ROOM;
}

/* Whether the bounds hold now; there is no point in going on when they do not. */
static void measure(void)
{
    long each = for_each(visits, ADAPTIVE_VISITS_FREE, allocations);

    visits_each = each > visits_each ? each : visits_each;
    each = for_each(things, ADAPTIVE_ROOM_FREE, in_use > 0 ? in_use : 1);
    if (each > ADAPTIVE_ROOM)
        each = for_each(things, ADAPTIVE_ROOM_FREE, lately() > 0 ? lately() : 1);
    objects_each = each > objects_each ? each : objects_each;
}

static struct object *allocate_unseen(void)
{
    struct object *obj = thing_new(&thing_type);
    int *most = &most_in_use[allocations / BLOCK % BLOCKS];

    if (allocations++ % BLOCK == 0)
        *most = 0;
    in_use++;
    *most = in_use > *most ? in_use : *most;
    return obj;
}

static struct object *allocate(void)
{
    struct object *obj = allocate_unseen();

    measure();
    return obj;
}

static void keep_pair(struct object *one, struct object *other)
{
    pairs[end++ % MOST] = newref(one);
    thing_cycle(one, other);
}

static void make_pair(void)
{
    struct object *one = allocate(), *other = allocate();

    keep_pair(one, other);
}

enum way { AS_GARBAGE, BY_COUNTING };

static const char *const ways[] = {"as garbage", "by counting"};

/* The oldest pair goes out of use. */
static void drop_pair(enum way way)
{
    struct object *one = pairs[first++ % MOST];

    if (way == BY_COUNTING)
        thing_clear(one);
    decref(one);
    in_use -= 2;
}

static void drop_down_to(int objects, enum way way)
{
    while (in_use > objects && first < end)
        drop_pair(way);
}

static void grow_up_to(int objects)
{
    while (in_use < objects && well())
        make_pair();
}

static void replace(long objects)
{
    for (long i = 0; i < objects && well(); i += 2) {
        make_pair();
        drop_pair(AS_GARBAGE);
    }
}

/* One object at a time, which is freed at once. */
static void come_and_go(long objects)
{
    if (well())
        STEP("%ld times: allocate one object, and free it by counting", objects);
    for (long i = 0; i < objects && well(); i++) {
        decref(allocate());
        in_use--;
    }
}

/* A collection that the rule did not start, and does not pay for. */
static void collect(void)
{
    long before = visits;

    gc_collect(GC_OLDEST);
    visits = before;
}

static void begin(void)
{
    allocations = in_use = first = end = 0;
    visits_each = objects_each = 0;
    memset(most_in_use, 0, sizeof most_in_use);
    gc_enable();
    gc_collect(GC_OLDEST);
    visits = 0;
}

#endif
