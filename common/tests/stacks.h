/* Snapshots made by hand: those of the worked example in CPython's own test_tracemalloc. */
#ifndef RECLAIM_TESTS_STACKS_H
#define RECLAIM_TESTS_STACKS_H

#include "common/tests/test.h"
#include "common/tracing/snapshot.h"

enum { MAX_PLACES = 4 };

static _Alignas(struct traceback) char arena[1 << 16];
static size_t arena_used;

/* A traceback of the places up to one without a file, the most recent first. */
HELPER const struct traceback *stack_of(const struct place *places)
{
    struct traceback *traceback = (struct traceback *)(arena + arena_used);

    arena_used += sizeof *traceback + MAX_PLACES * sizeof places[0];
    ck_assert_uint_le(arena_used, sizeof arena);
    *traceback = (struct traceback){0};
    for (; traceback->count < MAX_PLACES && places->file != NULL; places++)
        traceback->places[traceback->count++] = *places;
    traceback->total = traceback->count;
    return traceback;
}

#define STACK(...) stack_of((struct place[MAX_PLACES]){__VA_ARGS__})

/* The two snapshots of the worked example. */
HELPER struct snapshot *old_snapshot(void)
{
    const struct traceback *a2 = STACK({"a.py", 2}, {"b.py", 4});
    const struct traceback *a5 = STACK({"a.py", 5}, {"b.py", 4});
    const struct traceback *b1 = STACK({"b.py", 1}), *unknown = STACK({"<unknown>", 0});
    struct snapshot_trace traces[] = {{10, a2}, {10, a2}, {10, a2},
                                      {2, a5},  {66, b1}, {7, unknown}};

    return snapshot_new(traces, sizeof traces / sizeof traces[0], 2);
}

HELPER struct snapshot *new_snapshot(void)
{
    const struct traceback *a2 = STACK({"a.py", 2}, {"b.py", 4});
    const struct traceback *a5 = STACK({"a.py", 5}, {"b.py", 4}), *c = STACK({"c.py", 578});
    struct snapshot_trace traces[] = {{10, a2}, {10, a2}, {10, a2}, {2, a5}, {5000, a5}, {400, c}};

    return snapshot_new(traces, sizeof traces / sizeof traces[0], 2);
}

#endif
