/**
 * @file
 * The benchmark: one set of workloads, compiled once against our library and once against
 * libpython3.11, run in turns in one process. Only ratios mean anything; the machine is never
 * quiet.
 */
#ifndef RECLAIM_COMMON_TESTS_BENCH_H
#define RECLAIM_COMMON_TESTS_BENCH_H

#include <stddef.h>

/** Something to time. What prepare() and finish() do is not timed. */
struct workload {
    const char *name;
    size_t units;          /**< what one run does so often: the time is given for each */
    void (*prepare)(void); /**< may be NULL */
    void (*run)(void);
    void (*finish)(void); /**< may be NULL */
};

/** One of the two sides. Both have the same workloads in the same order. */
struct side {
    const char *name;
    void (*start)(void);
    void (*stop)(void);
    const struct workload *workloads; /**< ended by one without a name */
    /** Of each run() makes `units` objects, which prepare() has made room for, and keeps them. */
    const struct workload *weights;
    /** A live ring of @p size lists, one full collection of which is then timed by collect(). */
    void (*make_ring)(size_t size);
    void (*collect)(void);
    void (*drop_ring)(void);
};

extern const struct side side_ours, side_cpython;

/** Bytes by which a fresh process with @p side in it grows for each object of weight @p number.
 * Negative: it could not be asked. */
double weigh(const struct side *side, int number);

/** How the nodes of a graph are linked; each has two links, and all are in one component, so that
 * no part of it dies by counting alone. */
enum shape {
    RING,   /**< to the next, and back */
    TREE,   /**< first child; next sibling or, from the last, the parent */
    RANDOM, /**< to any, and to the next */
};

/** The node that link number @p link, 0 or 1, of node @p i of @p size refers to. */
size_t linked(enum shape shape, int link, size_t i, size_t size);

/** Seconds of processor time that this process has had: others on the machine count less so. */
double now(void);

/** Nanoseconds for each of @p size nodes of a bare ring or random graph, visited once by pointers
 * alone, in the order in which they were made, and what they refer to looked at: the least that any
 * collector does. */
double bare_walk(enum shape shape, size_t size);

#endif
