/**
 * @file
 * gc: the collector of reference cycles, as Python's gc module shows it.
 *
 * The parts: gc_list (the lists of containers), gc_unreachable (trial deletion: who is garbage),
 * gc_collect (the phases of a collection), gc_trigger (when to collect), gc_choose (how much),
 * gc_promote (growing older), gc_policy (the switches of these), gc_query
 * (what a user may ask), and here the state and the tracking that the rest of the library does.
 *
 * A container is tracked when it is complete and untracked as the first act of its deallocation,
 * before anything is released: a collection that runs meanwhile must not see half an object.
 * CPython: Modules/gcmodule.c.
 */
#ifndef RECLAIM_COMMON_COLLECTOR_GC_H
#define RECLAIM_COMMON_COLLECTOR_GC_H

#include "common/objects/object.h"
#include "common/objects/tracking.h"

enum { GC_GENERATIONS = 3, GC_OLDEST = GC_GENERATIONS - 1 };

/** One age group: its members, and what makes it due. */
struct gc_generation {
    struct gc_head head; /**< the list of its members, oldest first */
    int count;     /**< [0]: containers allocated minus freed; others: younger collections since */
    int threshold; /**< due when the count is greater */
};

/** What became of the collections of one generation so far. CPython: gc.get_stats. */
struct gc_stats {
    size_t collections;
    size_t collected;
    size_t uncollectable;
};

/** For gc_set_debug(). */
enum gc_debug {
    GC_DEBUG_STATS = 1,         /**< tells of each collection */
    GC_DEBUG_COLLECTABLE = 2,   /**< names each object found collectable */
    GC_DEBUG_UNCOLLECTABLE = 4, /**< names each that is not */
    GC_DEBUG_SAVEALL = 32,      /**< keeps garbage in gc_garbage() instead of freeing it */
    GC_DEBUG_LEAK = 38,
};

struct observer;

/** All that the collector remembers between collections. */
struct gc_state {
    struct gc_generation generations[GC_GENERATIONS];
    struct gc_head permanent; /**< frozen objects: tracked, never examined */
    struct gc_stats stats[GC_GENERATIONS];
    size_t long_lived_total;   /**< survivors of the last full collection */
    size_t long_lived_pending; /**< survivors of generation 1's collections since */
    bool enabled;              /**< automatic collection is on */
    bool collecting;           /**< a collection is running */
    unsigned debug;            /**< of enum gc_debug */
    void (*debug_sink)(const char *line, void *argument);
    void *debug_argument;
    struct object *garbage;   /**< a list */
    struct object *callbacks; /**< a list */
    const struct observer *observer;
};

/** gc.collect(): examines @p generation and all younger ones, enabled or not. @return the number of
 * unreachable objects found (see collect.c for what counts); 0 inside a collection; -1:
 * ValueError. */
intptr_t gc_collect(int generation);

/** @name Policy: policy.c
 *  Automatic collection happens (trigger.c) inside the allocation of a container. */
///@{
void gc_enable(void);
void gc_disable(void);
bool gc_is_enabled(void);
void gc_set_threshold(const int thresholds[GC_GENERATIONS]);
void gc_get_threshold(int thresholds[GC_GENERATIONS]);
/** The three counts. */
void gc_get_count(int counts[GC_GENERATIONS]);
///@}

/** @name Questions: query.c
 *  Lists that are returned are new references; NULL: no memory, or ValueError. */
///@{
enum { GC_ALL_GENERATIONS = -1, GC_PERMANENT = GC_GENERATIONS };
/** The tracked objects of @p generation, or of all three in order; frozen ones are not among them.
 */
struct object *gc_get_objects(int generation);
/** The tracked, unfrozen objects that refer to any of the @p count @p objects directly. */
struct object *gc_get_referrers(struct object *const *objects, size_t count);
/** What the @p count @p objects refer to, in the order of traversal, as often as they do. */
struct object *gc_get_referents(struct object *const *objects, size_t count);
void gc_get_stats(struct gc_stats stats[GC_GENERATIONS]);
/** Moves all tracked objects to the permanent generation, where no collection looks. */
void gc_freeze(void);
/** Moves them to generation 2. */
void gc_unfreeze(void);
size_t gc_get_freeze_count(void);
///@}

/** @name The same without allocating: query.c
 *  @p generation may be GC_ALL_GENERATIONS, which are the three, or GC_PERMANENT, the frozen. */
///@{
/** Sees one object, borrowed. It must not make, release, track or untrack any. False: stop here. */
typedef bool gc_object_visitor(struct object *obj, void *argument);
/** Calls @p visit with each tracked object of @p generation, the oldest first. @return whether it
 * came to the end; a list that somebody broke ends where a link is missing. There being no such
 * generation is a caller's bug. */
bool gc_each_object(int generation, gc_object_visitor *visit, void *argument);
/** How many there are. Walks the list. */
size_t gc_count_objects(int generation);
/** Whether a collection is running. */
bool gc_is_collecting(void);
///@}

/** @name What happens around a collection: report.c
 *  For the comparison with CPython, which says by these what each collection did; lessons watch
 *  with observe.h. */
///@{
void gc_set_debug(unsigned flags);
/** Who gets the lines that the flags ask for, without their newline; CPython writes them to stderr.
 */
void gc_set_debug_sink(void (*sink)(const char *line, void *argument), void *argument);
/** gc.garbage, a list: what could not, or by SAVEALL should not, be freed. Borrowed. */
struct object *gc_garbage(void);
/** gc.callbacks, a list of functions that are called with a str, "start" or "stop", and a dict.
 * Borrowed. */
struct object *gc_callbacks(void);
///@}

#endif
