/**
 * @file
 * Exercise 1c: audit four functions.
 *
 * They are written already, and on a good day each does what it says here. Each breaks one rule of
 * ownership, which shows on a bad day only: when there is no memory, when a list was the last owner
 * of something, when a number is not one of the small ones that all of Python shares.
 *
 * Mend who owns what. What a function does and returns stays as it is.
 *
 * Who returns NULL has set an error, and nobody else has: no error is left behind by a function
 * that succeeds. One that was pending before belongs to somebody else, and stays, unless the
 * function fails itself. (lookup() is called when none is pending.)
 */
#ifndef RECLAIM_EXERCISE_1C_AUDIT_H
#define RECLAIM_EXERCISE_1C_AUDIT_H

#include "common/objects/object.h"

/** list(enumerate(words, first)): a list of tuples (number, word), for the elements of the list
 * @p words, which nobody changes meanwhile. New reference. NULL: no memory, and nothing is left of
 * what was begun. */
struct object *numbered(struct object *words, long long first);

/** Puts @p item at @p index of @p list, which makes its own reference to it, and returns what was
 * there. New reference. NULL: IndexError, and nothing has changed. */
struct object *exchange(struct object *list, intptr_t index, struct object *item);

/** [i * i for i in range(n)], for an @p n of 0 or more. New reference. NULL: no memory, and nothing
 * is left of what was begun. */
struct object *squares(intptr_t n);

/** dict.get(key, fallback): the value of @p key in @p dict, or @p fallback, which is an object,
 * when it has none. New reference, either way. NULL: TypeError, the key is unhashable. */
struct object *lookup(struct object *dict, struct object *key, struct object *fallback);

#endif
