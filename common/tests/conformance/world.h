/**
 * @file
 * A world: one backend, some variables, a few classes, and a log. Two worlds that perform the same
 * operations must stay alike; compare.h tells whether they do.
 *
 * A program is an array of operations. An operation that does not fit what is in its variables
 * (an append to an int) is skipped, in both worlds alike: so any program may be cut anywhere, and a
 * divergence can be shrunk by leaving operations out.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_WORLD_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_WORLD_H

#include "common/tests/conformance/backend.h"

enum {
    WORLD_VARIABLES = 12,
    WORLD_CLASSES = 7,
    WORLD_NAMES = 6, /* names of attributes; slots have the first three */
    WORLD_EVENTS = 1 << 18,
    WORLD_BIRTHS = 1 << 15,
};

/** One step of a program; what its operands mean depends on the code (see operations.c). */
struct operation {
    unsigned char code;
    unsigned char a, b, c;
};

/** Something that was seen: the result of an operation, or of what a finalizer looked at. */
struct event {
    const char *what;
    intptr_t value;
    bool detail; /* compared, but not part of what a named program is expected to note */
};

/** An instance and what its finalizer will do, of enum action (hooks.h). */
struct birth {
    struct thing *self;
    unsigned char action, target;
};

struct collector_backend;

struct world {
    const struct backend *does;
    const struct collector_backend *collects;
    struct thing *variables[WORLD_VARIABLES];
    struct thing *classes[WORLD_CLASSES];
    struct event *events; /* since the last world_forget_events() */
    size_t event_count;
    struct birth *births;
    size_t birth_count;
    bool quiet; /* finalizers do nothing: the world is being taken down */
};

/** The two worlds: [0] is ours, [1] is CPython's. Finalizers find their world here. */
extern struct world worlds[2];

extern const char *const world_names[WORLD_NAMES];

/** "Plain", "Final", "Slots", "FinalSlots"; "Legacy", "FinalLegacy" (with slots); and "Node", with
 * slots, weakly referable, without a finalizer. */
extern const char *const world_class_names[WORLD_CLASSES];
enum {
    CLASS_PLAIN,
    CLASS_FINAL,
    CLASS_SLOTS,
    CLASS_FINAL_SLOTS,
    CLASS_LEGACY,
    CLASS_FINAL_LEGACY,
    CLASS_NODE,
};

/** Starts one backend, and ends it. @return blocks that leaked, where that can be told. */
void world_start(struct world *world);
size_t world_finish(struct world *world);
/** Starts both backends. */
void worlds_start(void);
/** Ends both. @return blocks that leaked in ours. */
size_t worlds_finish(void);

/** A fresh world: no variables, new classes, everything settled. */
void world_begin(struct world *world);
/** Drops all, garbage in cycles included. */
void world_end(struct world *world);

/** Notes an event. */
void note(struct world *world, const char *what, intptr_t value);
void note_detail(struct world *world, const char *what, intptr_t value);
void world_forget_events(struct world *world);

/** variables[v] = obj (stolen, may be NULL); then releases what was there. */
void assign(struct world *world, int v, struct thing *obj);
/** variables[v] if it is of that type, else NULL. Borrowed. */
struct thing *variable_of(const struct world *world, int v, const char *type_name);
/** Whether variables[v] is of that type; the name may lack CPython's module ("ReferenceType"). */
bool is_of_type(const struct world *world, int v, const char *type_name);
/** Whether @p key is there and has no empty slot: hashing one is undefined in CPython too. */
bool is_complete(const struct world *world, const struct thing *key);
/** An instance of classes[cls], with what its finalizer will do. New reference. */
struct thing *give_birth(struct world *world, int cls, int action, int target);
/** The latest instance made at that address; NULL: it is none. */
const struct birth *birth_of(const struct world *world, const struct thing *self);

#endif
