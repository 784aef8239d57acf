/**
 * @file
 * @internal
 * A set of objects, in the order in which they were found: what a search has seen, and its queue.
 *
 * It borrows the objects. Its tables come from memory_untraced_alloc(), so that looking at the heap
 * does not show in it.
 */
#ifndef RECLAIM_COMMON_LOOKING_VISITED_H
#define RECLAIM_COMMON_LOOKING_VISITED_H

#include "common/objects/object.h"

/** Starts as {0}. */
struct visited {
    struct object **found; /**< in the order in which they were found */
    size_t count;
    size_t *table; /**< open addressing: an object's place in found, plus 1; 0 is empty */
    size_t size;   /**< of the table, a power of two; found has room for half as many */
    bool failed;   /**< memory ran out, something is missing */
};

/** Adds @p obj if it is new. */
void visited_add(struct visited *visited, struct object *obj);

/** The number of @p obj, or visited->count when it was not found. */
size_t visited_number(const struct visited *visited, const struct object *obj);

void visited_free(struct visited *visited);

#endif
