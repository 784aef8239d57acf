/**
 * @file
 * @internal
 * The half of heap.h that looks: which boxes a record has, in which order, and what is in each.
 *
 * A box is an object with a GC header that is not a class. Boxes are found breadth first, so that
 * the nearest to the names come first, and without recursion.
 */
#ifndef RECLAIM_COMMON_LOOKING_SLOTS_H
#define RECLAIM_COMMON_LOOKING_SLOTS_H

#include "common/looking/visited.h"
#include "common/objects/object.h"

enum { ATOM_TEXT = 64 };

/** Called for one reference: its key, attribute or "" and what it refers to, NULL for an empty
 * slot. */
typedef void slot_user(const char *label, struct object *value, void *argument);

/** Whether @p obj is drawn as a box of its own wherever it is referred to. */
bool box_check(const struct object *obj);

/** Adds all that the objects from number @p from on reach.
 *  @return how many of all boxes are near enough to be drawn (HEAP_DEPTH, HEAP_LIMIT). */
size_t boxes_find_near(struct visited *boxes, size_t from);

/** Calls @p user for each reference that @p obj owns, in the order in which a person would read
 * them. */
void each_slot(struct object *obj, slot_user *user, void *argument);

/** @p obj as Python would show it, shortened: 42, 'text', None; the type's name if it is no atom.
 */
void atom_text(const struct object *obj, char text[ATOM_TEXT]);

#endif
