/**
 * @file
 * Every invariant of the heap in one walk, for debug builds and tests.
 */
#ifndef RECLAIM_COMMON_LOOKING_VERIFY_H
#define RECLAIM_COMMON_LOOKING_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

/** Checks all tracked objects, between collections (inside one it is a caller's bug):
 *  - each list is whole in both directions, and its members are alive and not marked by any pass;
 *  - no object is referred to by tracked objects more often than it counts ("refcount is too
 * small").
 *
 *  Changes nothing that lasts and allocates nothing. False: @p report (of @p size bytes) says what
 * is wrong. CPython: validate_list and the assertions in Modules/gcmodule.c. */
bool verify(char *report, size_t size);

#endif
