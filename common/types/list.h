/**
 * @file
 * list: a growing array of references, each of them owned.
 *
 * Indexes count from 0; negative ones are out of range, as in the C API. Slots of a fresh list are
 * empty (NULL) until list_set() fills them. A list is tracked from birth. When it dies it releases
 * the last element first. CPython: Objects/listobject.c.
 */
#ifndef RECLAIM_COMMON_TYPES_LIST_H
#define RECLAIM_COMMON_TYPES_LIST_H

#include "common/objects/object.h"

extern struct type list_type; /**< "list" */

/** A list of @p size empty slots. New reference. NULL: no memory. CPython: PyList_New. */
struct object *list_new(intptr_t size);

/** A list of the @p count objects that follow: [a, b, c], three names. New reference, and the list
 * makes its own reference to each, and has room for no more. (Of constants, [1, 2, 3], Python makes
 * a tuple first and copies it, into an even number of slots.) NULL: no memory. */
struct object *list_pack(intptr_t count, ...);

/** Number of slots. */
intptr_t list_size(const struct object *list);

/** The element at @p index. Borrowed: the list may let it go. NULL: IndexError. CPython:
 * PyList_GetItem. */
struct object *list_get(const struct object *list, intptr_t index);

/** Puts @p item at @p index and then releases what was there. **Steals** the reference to @p item,
 * even when it fails. False: IndexError. CPython: PyList_SetItem. */
bool list_set(struct object *list, intptr_t index, struct object *item);

/** Adds @p item at the end; the list makes its own reference. False: no memory. CPython:
 * PyList_Append. */
bool list_append(struct object *list, struct object *item);

/** list_append(), and the caller's reference goes with it: `list_append_steal(list, int_new(42))`.
 * **Steals** the reference to @p item, even when it fails. False: no memory; or @p item is NULL,
 * and the error that made it so stays. */
bool list_append_steal(struct object *list, struct object *item);

/** Inserts @p item before @p index (clamped to the ends, as Python does); the list makes its own
 *  reference. False: no memory. CPython: PyList_Insert. */
bool list_insert(struct object *list, intptr_t index, struct object *item);

/** del list[index]: closes the gap, then releases the element. False: IndexError. */
bool list_delete(struct object *list, intptr_t index);

/** list.pop(index): takes the element out. New reference, handed over from the list. NULL:
 * IndexError. */
struct object *list_pop(struct object *list, intptr_t index);

/** Empties the list, then releases what it held, last element first. A finalizer that runs
 * meanwhile finds the list empty and may refill it. */
void list_clear(struct object *list);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define list_new(...)          AT_CALLER(list_new(__VA_ARGS__))
#define list_pack(...)         AT_CALLER(list_pack(__VA_ARGS__))
#define list_append(...)       AT_CALLER(list_append(__VA_ARGS__))
#define list_append_steal(...) AT_CALLER(list_append_steal(__VA_ARGS__))
#define list_insert(...)       AT_CALLER(list_insert(__VA_ARGS__))
#endif

#endif
