/* The bare walk, and what both sides share. */
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "common/tests/bench/bench.h"

/* As large as a list of two elements with its header and its array, so that the caches see the
 * same.
 */
struct node {
    uintptr_t header[2];
    intptr_t count;
    void *type;
    size_t size, allocated;
    struct node **items;
    struct node *links[2];
};

size_t linked(enum shape shape, int link, size_t i, size_t size)
{
    uint64_t mix = (i + 1) * 0x9E3779B97F4A7C15u;

    if (shape == TREE && link == 0) /* node 0 is the root, its one child is node 1 */
        return i == 0 ? 1 % size : 2 * i < size ? 2 * i : i;
    if (shape == TREE)
        return i % 2 == 0 && i != 0 && i + 1 < size ? i + 1 : i / 2;
    if (shape == RANDOM && link == 0)
        return (mix ^ mix >> 31) % size;
    return link == 0 ? (i + size - 1) % size : (i + 1) % size;
}

double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double bare_walk(enum shape shape, size_t size)
{
    struct node *graph = calloc(size, sizeof *graph);
    double best = 1e9;

    for (size_t i = 0; i < size; i++) {
        for (int link = 0; link < 2; link++)
            graph[i].links[link] = &graph[linked(shape, link, i, size)];
        graph[i].items = graph[i].links;
        graph[i].header[0] = (uintptr_t)&graph[(i + 1) % size];
    }
    for (int round = 0; round < 5; round++) {
        double start = now();
        struct node *node = graph;
        do {
            node->items[0]->count++;
            node->items[1]->count++;
            node = (struct node *)node->header[0];
        } while (node != graph);
        double seconds = now() - start;
        best = seconds < best ? seconds : best;
    }
    free(graph);
    return best * 1e9 / (double)size;
}
