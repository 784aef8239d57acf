/**
 * @file
 * @internal
 * Who is lost: containers that nothing leads to but other lost ones, found as the collector finds
 * them, among all that have a birth number (numbers.h), tracked or not.
 */
#ifndef RECLAIM_COMMON_LOOKING_LOST_H
#define RECLAIM_COMMON_LOOKING_LOST_H

#include "common/objects/object.h"

/** Sets held and reachable of every numbered container. False: no memory. */
bool lost_find(void);

/** The lost of the last lost_find(), by birth number, the @p limit first of them. @return how many
 * there are in @p lost. */
size_t lost_first(struct object *lost[], size_t limit);

#endif
