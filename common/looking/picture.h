/**
 * @file
 * A picture of the heap as Graphviz: the names of a program, what they refer to, and what those
 * objects refer to in turn.
 *
 * - Each container is one box with its type, its count and its content; an atom is written where it
 * is referred to. What refers to what comes from the type's traverse, for list, tuple, dict and
 * instance from their own accessors, which know the keys and names too. Classes are left out.
 * - A weak reference points with a dashed arrow at its referent, if that is in the picture anyway.
 * - What was in the picture before and is freed now is shown once more, as a dashed shadow; what is
 * alive although no name reaches it any more is drawn and says so.
 * - At most PICTURE_LIMIT boxes are drawn, none more than PICTURE_DEPTH arrows from a name; the
 * rest are counted.
 *
 * Drawing changes no count, makes no object and does not show up in memory_blocks().
 * In Python: objgraph.show_refs().
 */
#ifndef RECLAIM_COMMON_LOOKING_PICTURE_H
#define RECLAIM_COMMON_LOOKING_PICTURE_H

#include <stdio.h>

#include "common/objects/object.h"

enum { PICTURE_LIMIT = 24, PICTURE_DEPTH = 5, PICTURE_CELLS = 8, PICTURE_CAPTION = 96 };

/** A name in the program and the object it stands for; NULL: the name is not drawn. */
struct picture_root {
    const char *name;
    struct object *obj;
};

/** What the last drawing showed. Starts as {0}. The addresses are compared and never followed. */
struct picture {
    struct picture_shadow {
        const struct object *address;
        char caption[PICTURE_CAPTION];
    } shadows[PICTURE_LIMIT];
    size_t count;
};

/** Writes the heap that @p count @p roots reach to @p out, with @p title above it, and remembers it
 * in
 *  @p picture for the next drawing. False: no memory, or @p out failed. */
bool picture_draw(struct picture *picture, FILE *out, const char *title,
                  const struct picture_root *roots, size_t count);

/** Whether a tracked container stands at @p address, which may be dead: it is compared, not
 * followed. */
bool picture_is_alive(const struct object *address);

#endif
