/**
 * @file
 * @internal
 * The half of picture.h that looks: which boxes a picture has, in which order, and what is in each.
 *
 * A box is an object with a GC header that is not a class. Boxes are found breadth first, so that
 * the nearest to the names come first, and without recursion. Tables come from
 * memory_untraced_alloc().
 */
#ifndef RECLAIM_COMMON_LOOKING_PICTURE_FIND_H
#define RECLAIM_COMMON_LOOKING_PICTURE_FIND_H

#include "common/objects/object.h"

enum { ATOM_TEXT = 64 };

/** The boxes found so far. Starts as {0}. */
struct boxes {
    struct object **found; /**< in the order in which they were found, borrowed */
    size_t count;
    size_t *table; /**< open addressing: an object's place in found, plus 1; 0 is empty */
    size_t size;   /**< of the table, a power of two; found has room for half as many */
    bool failed;   /**< memory ran out, something is missing */
};

/** Called for one reference: its key, attribute or "" and what it refers to, NULL for an empty
 * slot. */
typedef void slot_user(const char *label, struct object *value, void *argument);

/** Whether @p obj is drawn as a box of its own wherever it is referred to. */
bool box_check(const struct object *obj);

/** Adds @p obj, which need not be a box, if it is new. */
void boxes_find(struct boxes *boxes, struct object *obj);

/** Adds all that the objects from number @p from on reach.
 *  @return how many of all boxes are near enough to be drawn (PICTURE_DEPTH, PICTURE_LIMIT). */
size_t boxes_find_near(struct boxes *boxes, size_t from);

/** The number of @p obj, or boxes->count when it was not found. */
size_t boxes_number(const struct boxes *boxes, const struct object *obj);

void boxes_free(struct boxes *boxes);

/** Calls @p user for each reference that @p obj owns, in the order in which a person would read
 * them. */
void each_slot(struct object *obj, slot_user *user, void *argument);

/** @p obj as Python would show it, shortened: 42, 'text', None; the type's name if it is no atom.
 */
void atom_text(const struct object *obj, char text[ATOM_TEXT]);

#endif
