/* Checks of 2b: random graphs, small and large, against a search from the objects that are held
 * from outside, which the learner's function is never told. */
#include "exercises/02_cycles/2b_trial_deletion.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "exercises/check.h"

enum { MOST = 10000, MOST_REFERENCES = 6, TEXT = 600, CANARY = 0x5eed };

/* The graph, and what the heap says of it. */
static struct graph {
    int size, references;
    int owned[MOST];
    int to[MOST][MOST_REFERENCES];
    int outside[MOST]; /* how often it is held from outside */
} graph;
static int counts[MOST], room[2 * MOST + 1];
static bool garbage[MOST + 1];
static struct heap heap = {.count = counts, .room = room};

static long visits;
static uintptr_t deepest; /* where the C stack was at the deepest visit */

int heap_references(const struct heap *self, int from)
{
    return self == &heap && from >= 0 && from < graph.size ? graph.owned[from] : 0;
}

int heap_to(const struct heap *self, int from, int k)
{
    uintptr_t place = (uintptr_t)__builtin_frame_address(0);

    visits++;
    deepest = place < deepest ? place : deepest;
    return k >= 0 && k < heap_references(self, from) ? graph.to[from][k] : 0;
}

/* ---- making graphs ------------------------------------------------------------------------------
 */

static void begin(int size)
{
    memset(&graph, 0, sizeof graph);
    graph.size = size;
}

static void refer(int from, int to)
{
    if (graph.owned[from] == MOST_REFERENCES)
        return;
    graph.to[from][graph.owned[from]++] = to;
    graph.references++;
}

static bool refers(int from, int to)
{
    for (int k = 0; k < graph.owned[from]; k++)
        if (graph.to[from][k] == to)
            return true;
    return false;
}

/* A random graph in which nobody refers to himself, or twice to another. */
static void invent(int size, int references, int held_of_100)
{
    begin(size);
    for (int i = 0; i < references; i++) {
        int from = check_random(size), to = check_random(size);
        if (from != to && !refers(from, to))
            refer(from, to);
    }
    for (int i = 0; i < size; i++)
        graph.outside[i] = check_random(100) < held_of_100 ? check_between(1, 2) : 0;
}

/* Fills the heap: the counts, and junk where anything may stand. */
static void fill(void)
{
    heap.size = graph.size;
    for (int i = 0; i < graph.size; i++)
        counts[i] = graph.outside[i];
    for (int i = 0; i < graph.size; i++)
        for (int k = 0; k < graph.owned[i]; k++)
            counts[graph.to[i][k]]++;
    for (int i = 0; i <= 2 * graph.size; i++)
        room[i] = CANARY;
    for (int i = 0; i <= graph.size; i++)
        garbage[i] = i % 2 == 0;
    visits = 0;
    deepest = UINTPTR_MAX;
}

static void show(void)
{
    char text[TEXT] = "";

    for (int i = 0; i < graph.size && graph.size <= 12; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d%s:", i > 0 ? ", " : "", i,
                 graph.outside[i] > 0 ? " (held)" : "");
        for (int k = 0; k < graph.owned[i]; k++) {
            used = strlen(text);
            snprintf(text + used, sizeof text - used, " %d", graph.to[i][k]);
        }
    }
    STEP("find_unreachable, objects: %d, references: %d; %s", graph.size, graph.references,
         graph.size <= 12 ? text : "too many to show");
}

/* ---- what is expected ---------------------------------------------------------------------------
 */

/* Who can be reached from what is held, as a search finds it, without any count. */
static void search(bool *reached)
{
    static int queue[MOST];
    int end = 0;

    for (int i = 0; i < graph.size; i++)
        if ((reached[i] = graph.outside[i] > 0))
            queue[end++] = i;
    for (int at = 0; at < end; at++)
        for (int k = 0; k < graph.owned[queue[at]]; k++) {
            int to = graph.to[queue[at]][k];
            if (!reached[to])
                queue[end++] = to;
            reached[to] = true;
        }
}

static const char *numbers(const bool *of, bool which)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int i = 0; i < graph.size; i++)
        if (of[i] == which)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d",
                     text[0] != '\0' ? " " : "", i);
    return text;
}

/* How many places of @of are @which, and the sum of their numbers: enough to tell large sets apart.
 */
static long long how_many(const bool *of, bool which, bool sum)
{
    long long result = 0;

    for (int i = 0; i < graph.size; i++)
        if (of[i] == which)
            result += sum ? i : 1;
    return result;
}

static bool reached[MOST];

__attribute__((unused)) static const char *unreachable_text(void)
{
    search(reached);
    return numbers(reached, false);
}

__attribute__((unused)) static long long unreachable(bool sum)
{
    search(reached);
    return how_many(reached, false, sum);
}

/* Runs it and looks at the answer; small graphs are shown, of large ones the sum must do. */
static void run(void)
{
    fill();
    show();
    int found = find_unreachable(&heap, garbage);
    if (graph.size <= 12)
        EXPECT("garbage", numbers(garbage, true), unreachable_text());
    else
        EXPECT("sum of the numbers of the garbage", how_many(garbage, true, true),
               unreachable(true));
    EXPECT("it returned", found, unreachable(false));
}

CHECK(small_graphs, .title = "finds the garbage among a few objects", .points = 3,
      .usually =
          "First every reference between objects is taken off a copy of the counts. What has "
          "something left is reachable; and so is what that refers to, and what that refers "
          "to, to the end.",
      .see = "02-trial-deletion")
{
    for (int round = 0; round < 150; round++) {
        int size = check_between(1, 2 + round / 14); /* so the first failure is a small one */
        invent(size, check_random(3 * size), 20);
        run();
    }
}

CHECK(every_reference, .title = "references to oneself and double ones count", .points = 1,
      .after = "small_graphs",
      .usually = "Each reference is in the count, and each is to be taken off: also one to the "
                 "object itself, and the second one to the same object.",
      .see = "02-trial-deletion")
{
    for (int round = 0; round < 60; round++) {
        int size = check_between(1, 6);
        begin(size);
        for (int i = check_random(4 * size); i-- > 0;)
            refer(check_random(size), check_random(size));
        graph.outside[check_random(size)] = check_random(3);
        run();
    }
}

CHECK(counts_are_lent, .title = "the heap is as it was, for the next run", .points = 1,
      .after = "small_graphs",
      .usually = "count[] is the real thing: work on a copy in room[], or put back what you took. "
                 "And room[] has 2 * size places.",
      .see = "02-trial-deletion")
{
    for (int round = 0; round < 40; round++) {
        int size = check_between(2, 12), wrong = 0;
        static int before[MOST];
        invent(size, 2 * size, round % 4 == 0 ? 100 : 20);
        run();
        fill();
        memcpy(before, counts, sizeof before);
        find_unreachable(&heap, garbage);
        for (int i = 0; i < size; i++)
            wrong += counts[i] != before[i];
        EXPECT("counts that are not what they were", wrong, 0);
        EXPECT("room beyond 2 * size is untouched", room[2 * size] == CANARY, true);
        STEP("and once more");
        int again = find_unreachable(&heap, garbage);
        EXPECT("it returned", again, unreachable(false));
    }
}

CHECK(large_graphs, .title = "finds the garbage among 10,000 objects", .points = 2, .seconds = 5,
      .after = "small_graphs",
      .usually =
          "Something is too small for a large heap: thousands may wait to be followed, and as "
          "many references may lead to one object.",
      .see = "02-trial-deletion")
{
    for (int round = 0; round < 6; round++) {
        int size = check_large(MOST) - check_random(50), hub = check_random(size);
        invent(size, size + check_random(size), 2);
        graph.outside[hub] = 0;
        for (int i = 0; i < size; i += 3)
            if (i != hub)
                refer(i, hub);
        run();
    }
}

/* A chain of all objects in an order of their numbers, held at its start; then a ring of garbage.
 */
static void chain(int size, int shape)
{
    static int order[MOST];
    int ring = size / 4;

    begin(size);
    for (int i = 0; i < size; i++)
        order[i] = shape == 0 ? i : size - 1 - i;
    if (shape == 2)
        check_shuffle(order, size);
    for (int i = 0; i + 1 < size; i++)
        if (i + 1 != ring)
            refer(order[i], order[i + 1]);
    refer(order[ring - 1], order[0]);
    graph.outside[order[ring]] = 1;
}

CHECK(linear_work, .title = "visits each reference a few times, in any order", .points = 2,
      .seconds = 10, .after = "small_graphs",
      .usually = "A sweep over all objects that is repeated until nothing changes takes as many "
                 "sweeps as the longest chain has links. Remember who has just been found "
                 "reachable, and follow only those.",
      .see = "02-trial-deletion")
{
    for (int shape = 0; shape < 3; shape++) {
        chain(check_large(2000) + check_random(100), shape);
        run();
        EXPECT("it made more than 4 visits for each reference", visits > 4L * graph.references,
               false);
    }
}

CHECK(constant_stack, .title = "a chain of 10,000 takes no more stack, and no memory", .points = 1,
      .after = "small_graphs",
      .usually = "Following a reference became a call inside a call, or an array stands on the "
                 "stack, or was asked for. Whoever waits to be followed stands in room[].",
      .see = "02-trial-deletion")
{
    chain(8, 0);
    run();
    uintptr_t shallow = deepest;
    chain(check_large(MOST), 0);
    size_t requests = memory_requests();
    run();
    EXPECT("the second took a kilobyte of stack more", shallow > deepest + 1024, false);
    EXPECT("requests for memory", memory_requests() - requests, 0);
}
