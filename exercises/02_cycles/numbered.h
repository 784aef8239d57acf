/* Heaps of numbers for the checks of 2b: what find_unreachable is given, and what it should find.
 */
#ifndef RECLAIM_EXERCISES_NUMBERED_H
#define RECLAIM_EXERCISES_NUMBERED_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "exercises/02_cycles/2b_trial_deletion.h"
#include "exercises/check.h"

enum { MOST = 10000, MOST_REFERENCES = 6, SMALL = 12, TEXT = 600, TABLE = 2000, CANARY = 0x5eed };

/* The graph, and what the heap says of it. */
static struct graph {
    int size, references;
    int owned[MOST];
    int to[MOST][MOST_REFERENCES];
    int outside[MOST]; /* how often it is held from outside */
} graph;
static int counts[MOST], rooms[1 + 2 * MOST + 1]; /* a guard on either side */
static bool garbages[1 + MOST + 1], *const garbage = garbages + 1;
static struct heap heap;

/* Another heap: two objects that refer to each other, and nobody else does. It is asked about while
 * somebody visits for the time number ask_at; 0: it is not. */
static int other_counts[2] = {1, 1}, other_room[4];
static struct heap other = {2, other_counts, other_room};
static long ask_at;
static int other_found;

static long visits;
static uintptr_t deepest; /* where the C stack was at the deepest visit */

int heap_references(const struct heap *self, int from)
{
    if (self == &other)
        return 1;
    return self == &heap && from >= 0 && from < graph.size ? graph.owned[from] : 0;
}

static void ask_about_the_other(void)
{
    bool answer[4]; /* one who writes too far does so where another check looks */

    ask_at = 0;
    other_found = find_unreachable(&other, answer);
}

int heap_to(const struct heap *self, int from, int k)
{
    uintptr_t place = (uintptr_t)__builtin_frame_address(0);

    if (self == &other)
        return 1 - from;
    if (++visits == ask_at)
        ask_about_the_other();
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
    heap = (struct heap){graph.size, counts, rooms + 1};
    for (int i = 0; i < graph.size; i++)
        counts[i] = graph.outside[i];
    for (int i = 0; i < graph.size; i++)
        for (int k = 0; k < graph.owned[i]; k++)
            counts[graph.to[i][k]]++;
    for (int i = 0; i < 2 * graph.size + 2; i++)
        rooms[i] = CANARY;
    for (int i = 0; i < graph.size + 2; i++)
        garbages[i] = i % 2 == 0;
    visits = 0;
    deepest = UINTPTR_MAX;
}

static void show(void)
{
    char text[TEXT] = "";

    for (int i = 0; i < graph.size && graph.size <= SMALL; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d%s:", i > 0 ? ", " : "", i,
                 graph.outside[i] > 0 ? " (held)" : "");
        for (int k = 0; k < graph.owned[i]; k++) {
            used = strlen(text);
            snprintf(text + used, sizeof text - used, " %d", graph.to[i][k]);
        }
    }
    STEP("find_unreachable, objects: %d, references: %d; %s", graph.size, graph.references,
         graph.size <= SMALL ? text : "too many to show");
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

/* The lesson's table, with what the answer was. */
static void show_table(void)
{
    char text[TABLE];
    size_t used = 0;

    used += (size_t)snprintf(text, sizeof text,
                             "object  count  after subtraction  garbage  refers to\n");
    for (int i = 0; i < graph.size; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%6d%7d%19d  %-7s ", i, counts[i],
                                 graph.outside[i], garbage[i] ? "yes" : "no");
        for (int k = 0; k < graph.owned[i]; k++)
            used += (size_t)snprintf(text + used, sizeof text - used, " %d", graph.to[i][k]);
        used += (size_t)snprintf(text + used, sizeof text - used, "\n");
    }
    SHOW(text);
}

/* Runs it and looks at the answer; small graphs are shown, of large ones the sum must do. */
static void run(void)
{
    fill();
    show();
    int found = find_unreachable(&heap, garbage);
    if (graph.size <= SMALL)
        show_table();
    EXPECT("objects that are garbage", how_many(garbage, true, false), unreachable(false));
    BECAUSE("As many as there should be, but others.");
    if (graph.size <= SMALL)
        EXPECT("garbage", numbers(garbage, true), unreachable_text());
    else
        EXPECT("sum of the numbers of the garbage", how_many(garbage, true, true),
               unreachable(true));
    BECAUSE("garbage[] is right; what is returned is how many in it are true.");
    EXPECT("it returned", found, unreachable(false));
}

#endif
