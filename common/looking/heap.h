/**
 * @file
 * The heap as data: the names of a program, what they refer to, and what those objects refer to in
 * turn, as one record of JSON.
 *
 *     heap_begin();
 *     ...
 *     heap_write(&heap, out, (struct heap_name[]){{"a", a}, {"b", b}}, 2);
 *     heap_end();
 *
 * - Objects are called by their **birth numbers**: 1 is the first container made after
 * heap_begin(). An address is used again, a number never is.
 * - Each container is one entry with its type, count, generation and slots; an atom is written
 * where it is referred to. What refers to what comes from the type's traverse, for list, tuple,
 * dict and instance from their own accessors, which know the keys and names too. Classes are left
 * out.
 * - In it are what the names reach; what is *lost*, which nothing reaches but other lost objects
 * (found by subtraction, as the collector finds it); and what was in the record before, is alive,
 * and is held from *outside*, by something that has no name here.
 * - At most HEAP_LIMIT objects are written, none more than HEAP_DEPTH references from a name, no
 * more than HEAP_SLOTS of their slots; the rest are counted.
 *
 * Looking changes no count, makes no object and does not show up in memory_blocks(). The format is
 * on the page "A run as data". In Python: objgraph.show_refs() draws, and has addresses only.
 */
#ifndef RECLAIM_COMMON_LOOKING_HEAP_H
#define RECLAIM_COMMON_LOOKING_HEAP_H

#include <stdio.h>

#include "common/objects/object.h"

enum { HEAP_LIMIT = 24, HEAP_DEPTH = 5, HEAP_SLOTS = 8, HEAP_LOST = 12 };

/** A name in the program and the object it stands for; NULL: the name is unbound. */
struct heap_name {
    const char *name;
    struct object *obj;
};

/** What was written last. Starts as {0}. */
struct heap {
    struct heap_entry {
        size_t number;
        const struct object *address; /**< compared, never followed */
    } entries[HEAP_LIMIT];
    size_t count;
};

/** Begins to number containers. Ends the program when there is no memory for that. */
void heap_begin(void);
void heap_end(void);

/** The birth number of the container at @p address, which may be dead: it is compared, not
 * followed. 0: it has none. */
size_t heap_number(const struct object *address);

/** Whether the container at @p address was in the record that was written last. */
bool heap_shows(const struct heap *heap, const struct object *address);

/** Writes the fields of one record to @p out, without the braces around them, and remembers in @p
 * heap what was written. Not outside heap_begin() and heap_end(). False: no memory, or @p out
 * failed. */
bool heap_write(struct heap *heap, FILE *out, const struct heap_name *names, size_t count);

/** Writes @p text as a string of JSON, with its quotation marks. */
void heap_write_text(FILE *out, const char *text);

/** Whether a tracked container stands at @p address, which may be dead: it is compared, not
 * followed. */
bool heap_is_alive(const struct object *address);

#endif
