/**
 * @file
 * @internal
 * Birth numbers: the containers of a program in the order in which they were made, 1 being the
 * first after numbers_begin(). An address is used again, a number never is.
 *
 * Its table comes from memory_untraced_alloc(), so that it does not show in the heap.
 */
#ifndef RECLAIM_COMMON_LOOKING_NUMBERS_H
#define RECLAIM_COMMON_LOOKING_NUMBERS_H

#include "common/objects/object.h"

/** A container that lives; the other fields are for who looks at all of them (heap.c). */
struct birth_record {
    struct object *obj; /**< NULL: a free place in the table */
    size_t number;
    intptr_t held;  /**< references from numbered containers */
    bool reachable; /**< something that is no numbered container leads here */
};

/** From now on each container that is made has a number. Ends the program when there is no memory.
 */
void numbers_begin(void);
void numbers_end(void);

/** Whether it was begun. */
bool numbers_are_kept(void);

/** The entry of the container at @p address, which is compared and not followed. NULL: it was made
 * before numbers_begin(), or is no living container. Good until the next one is made. */
struct birth_record *numbers_find(const struct object *address);

/** Calls @p use with each entry, in no order. */
void numbers_each(void (*use)(struct birth_record *entry, void *argument), void *argument);

#endif
