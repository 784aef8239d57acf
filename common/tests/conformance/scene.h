/**
 * @file
 * What the named programs are built from: small graphs, weak references with callbacks that tell,
 * and questions whose answers are noted.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_SCENE_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_SCENE_H

#include "common/tests/conformance/hooks.h"
#include "common/tests/conformance/programs.h"

/** @name New references */
///@{
/** [itself] */
struct thing *self_list(struct world *world);
/** {"key": itself} */
struct thing *self_dict(struct world *world);
/** An instance of a class whose attribute zeta is itself. */
struct thing *self_node(struct world *world, int cls, enum action action, int target);
/** A CLASS_NODE instance in nothing, whose finalizer there is none of. */
struct thing *new_node(struct world *world);
/** A weak reference with a callback that performs an action. With ACT_NOTHING the target is only a
 * number that is told. */
struct thing *watch(struct world *world, struct thing *referent, enum action action, int target);
///@}

/** variables[v] = a weak reference that tells the number @p number when it is called. */
void keep_watch(struct world *world, int v, struct thing *referent, int number);
/** obj.name = value, and the caller's reference to @p value goes. */
void give(struct world *world, struct thing *obj, int name, struct thing *value);
/** obj.name = value. */
void link_to(struct world *world, struct thing *obj, int name, struct thing *value);
/** list.append(item), and the caller's reference to @p item goes. */
void push(struct world *world, struct thing *list, struct thing *item);
/** Drops a reference. */
void drop(struct world *world, struct thing *obj);

/** Notes what gc.collect() says. */
void collect(struct world *world, int generation);
/** Notes the three counts. */
void note_counts(struct world *world);
/** Notes the generation in whose list @p obj stands; -1: in none. */
void note_generation(struct world *world, struct thing *obj);
/** Notes how many objects a generation has. */
void note_members(struct world *world, int generation);
/** Notes whether a weak reference is dead. */
void note_dead(struct world *world, struct thing *ref);

#endif
