/**
 * @file
 * The second table of operations: the collector, weak references, functions. Both backends of
 * backend.h have one, under the same rules.
 *
 * What CPython does in Python objects (gc.get_stats() makes three dicts, gc.callbacks is called
 * with a tuple of arguments …) is asked of its state here, so that asking changes no count.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_COLLECTOR_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_COLLECTOR_H

#include "common/tests/conformance/backend.h"

/** What the collector remembers, in one piece. */
struct collector_facts {
    int thresholds[3];
    intptr_t stats[3][3]; /**< for each generation: collections, collected, uncollectable */
    intptr_t long_lived_total, long_lived_pending;
    intptr_t freeze_count;
    intptr_t unraisable; /**< errors of finalizers and callbacks since reset() */
    bool enabled;
};

struct collector_backend {
    /** After the start of the backend. */
    void (*start)(void);
    /** A fresh collector: off, thresholds (700, 10, 10), no statistics, no debugging, nothing in
     * gc.garbage and gc.callbacks, and nothing frozen. */
    void (*reset)(void);
    /** All frozen objects become invisible, as if they were not there; and the way back. */
    void (*hide)(void);
    void (*unhide)(void);
    /** Between the two no automatic collection starts. */
    void (*pause)(void);
    void (*resume)(void);

    intptr_t (*collect)(int generation);
    void (*enable)(void);
    void (*disable)(void);
    void (*set_threshold)(const int thresholds[3]);
    void (*freeze)(void);
    void (*unfreeze)(void);
    void (*set_debug)(unsigned flags);
    void (*facts)(struct collector_facts *facts);
    /** The frozen objects in their order. */
    void (*each_frozen)(thing_visitor *visit, void *argument);
    struct thing *(*garbage)(void); /* borrowed lists */
    struct thing *(*callbacks)(void);

    /* Lists, new references. */
    struct thing *(*get_objects)(int generation);
    struct thing *(*get_referrers)(struct thing *obj);
    struct thing *(*get_referents)(struct thing *obj);

    /* Weak references: new and get return new references, callback borrows (NULL: none). */
    struct thing *(*weakref_new)(struct thing *referent, struct thing *callback);
    struct thing *(*weakref_get)(struct thing *ref);
    struct thing *(*weakref_callback)(struct thing *ref);
    intptr_t (*weakref_count)(struct thing *obj);
    struct thing *(*weakrefs)(struct thing *obj);
    void (*each_weakref)(struct thing *obj, thing_visitor *visit, void *argument);

    /** What a class's finalizer runs: hook_finalize() of hooks.h. */
    void (*finalize)(struct thing *self);
    /** Gives a class a legacy finalizer (tp_del), which runs hook_legacy(). */
    void (*make_legacy)(struct thing *cls);

    /** A callable that runs hook_called() of hooks.h with @p self, which may be NULL. */
    struct thing *(*function_new)(struct thing *self);
    bool (*call)(struct thing *callable, struct thing *argument);

    bool (*hash)(struct thing *obj, size_t *hash);
    bool (*equal)(struct thing *a, struct thing *b);
    /** Raises a ValueError. */
    void (*raise)(void);
    /** Whether everything is in order; CPython is believed. False: @p report says what is not. */
    bool (*verify)(char *report, size_t size);
};

extern const struct collector_backend collector_ours, collector_cpython;

#endif
