/**
 * @file
 * What finalizers, callbacks and other functions do when they are called: each looks around, notes
 * what it sees, and then performs one action that was decided when it was made.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_HOOKS_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_HOOKS_H

#include "common/tests/conformance/backend_collector.h"
#include "common/tests/conformance/world.h"

/** What a hook may do with its *subject*: the object being finalized, or the weak reference that is
 * called back; and with its *target*, a variable. */
enum action {
    ACT_NOTHING,
    ACT_RESURRECT,    /* target = subject */
    ACT_DROP,         /* target = NULL */
    ACT_EMPTY,        /* target.clear() */
    ACT_ENTER,        /* target.append(subject) or target[subject] = subject */
    ACT_CUT,          /* del subject.name */
    ACT_OVERWRITE,    /* subject.zeta = None */
    ACT_SAVE_SIBLING, /* target = subject.zeta */
    ACT_MAKE_GARBAGE, /* a list in itself */
    ACT_COLLECT,      /* gc.collect(target % 3) */
    ACT_WEAKREF,      /* (target + 1) = weakref.ref(subject or target, a callback) */
    ACT_ALLOCATE,     /* target = [[], [], []] */
    ACT_RAISE,
    ACT_FREEZE,
    ACT_UNFREEZE,
    ACT_DROP_THREE,    /* target, target + 1, target + 2 = NULL */
    ACT_GET_OBJECTS,   /* target = gc.get_objects() */
    ACT_SET_THRESHOLD, /* gc.set_threshold(target, 1, 1) */
    ACTIONS,
};

/** The finalizer of @p self, whose action give_birth() was told; hook_legacy(): its legacy one.
 *  @return false: it raises. */
bool hook_finalize(struct world *world, struct thing *self);
bool hook_legacy(struct world *world, struct thing *self);

/** What a function runs, with what it was made with. */
bool hook_called(struct world *world, struct thing *self, struct thing *const *arguments,
                 size_t count);

/** Performs @p action. @return false: it is to raise. */
bool act(struct world *world, struct thing *subject, unsigned action, int target);

/** What to make a function with so that it performs an action: an int. New reference. */
struct thing *hook_code(struct world *world, enum action action, int target);

/** A line that the collector tells; @p world is a struct world. Addresses and times are left out.
 */
void hook_line(const char *line, void *world);

/** note() with a text of any kind, copied. */
void note_text(struct world *world, const char *text, intptr_t value);

/** Whether a weak reference answers None. */
bool is_dead(struct world *world, struct thing *ref);

/** Whether @p obj is a class: CPython keeps weak references to those on its own account. */
bool is_class(const struct world *world, const struct thing *obj);
/** Whether @p obj is an instance of one of the world's classes. */
bool is_instance(const struct world *world, const struct thing *obj);

#endif
