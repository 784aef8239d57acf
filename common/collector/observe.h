/**
 * @file
 * Watching a collection: what a narrator, a picture or a count of the work needs to know.
 *
 * An observer hears of each phase as it ends, with the lists to walk and each member's working
 * count to read, and of each object that trial deletion parks or brings back. It must not allocate,
 * release or change anything. While nobody watches, a collection pays one test of a pointer for
 * each phase and each parked object.
 */
#ifndef RECLAIM_COMMON_COLLECTOR_OBSERVE_H
#define RECLAIM_COMMON_COLLECTOR_OBSERVE_H

#include "common/objects/object.h"

/** The phases of a collection, in order; each is told when it is done. */
enum observe_phase {
    OBSERVE_MERGED,     /**< younger generations appended: base is what will be examined */
    OBSERVE_COPIED,     /**< working counts are the reference counts */
    OBSERVE_SUBTRACTED, /**< what is left are references from outside */
    OBSERVE_PARTED,   /**< base is reachable, the rest is in unreachable; working counts are gone */
    OBSERVE_PROMOTED, /**< base has joined the older generation; only unreachable is given from here
                         on */
    OBSERVE_WEAKREFS, /**< weak references cleared, callbacks run */
    OBSERVE_FINALIZED, /**< finalizers run; COPIED, SUBTRACTED and PARTED follow once more, to find
                          the resurrected */
    OBSERVE_RESURRECTED, /**< what came back has joined the older generation; the rest will go */
    OBSERVE_CLEARED,     /**< all over */
};

/** What trial deletion does with one object. */
enum observe_move {
    OBSERVE_PARKED,  /**< nobody outside refers to it: perhaps garbage */
    OBSERVE_RESCUED, /**< something reachable refers to it: back to the end of the list */
};

/** Who watches. Either function may be NULL. */
struct observer {
    void (*phase)(enum observe_phase phase, const struct gc_head *base,
                  const struct gc_head *unreachable, void *argument);
    void (*move)(struct object *obj, enum observe_move move, void *argument);
    void *argument;
};

/** @p observer hears of all collections from now on; NULL: nobody. Borrowed: must live until then.
 */
void observe_set(const struct observer *observer);

/** The working count of a member of base, after OBSERVE_COPIED and OBSERVE_SUBTRACTED. */
size_t observe_working_count(const struct object *obj);

/** The generation whose collection gives this @p base; -1: @p base is no generation's list. */
int observe_generation(const struct gc_head *base);

/** Calls @p visit with each member of @p list (NULL: none), in order. */
void observe_each(const struct gc_head *list, visitor *visit, void *argument);

/** @name For the collector */
///@{
void observe_phase(enum observe_phase phase, const struct gc_head *base,
                   const struct gc_head *unreachable);
void observe_move(struct object *obj, enum observe_move move);
///@}

#endif
