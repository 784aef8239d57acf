/* A heap drawn in a terminal: a box for each object, an arrow for each reference, in Unicode where
 * the reader's terminal has it and ASCII elsewhere; a list where there are too many for the width.
 *
 *     slot ─▶ ┌ 1 Slot ── 1 reference ──────┐
 *             │ item                        ├─┐
 *             └─────────────────────────────┘ │
 *             ┌ 2 str 'kiwi' ─ 2 references ┐◀┘
 *             └─────────────────────────────┘
 *
 * Boxes stand below each other in the order of their numbers, names to their left. An arrow leaves
 * a field to the right, runs in a lane of its target's and enters the target's first line, so
 * whatever is drawn reads the same at 40 columns and at 200.
 */
#ifndef RECLAIM_GRADER_REPORT_HEAP_H
#define RECLAIM_GRADER_REPORT_HEAP_H

#include "exercises/grader/report/terminal.h"

struct heap_name {
    const char *name;
    size_t object;     /* number of the object it leads to; 0: none */
    const char *value; /* what stands there instead; NULL: an object */
};

struct heap_field {
    size_t from, to;   /* numbers of objects; to 0: a value */
    const char *label; /* "" where its type has no names */
    const char *value;
};

struct heap_object {
    const char *what;  /* "str 'kiwi'" */
    const char *count; /* "2 references" */
    bool differs;      /* from the heap that it is held against */
    size_t first, end; /* its fields, in heap.fields */
    const char *names; /* "slot, item"; "" for none */
};

/* Numbers count from 1: object 1 is objects[0]. */
struct heap {
    struct heap_object *objects;
    struct heap_name *names;
    struct heap_field *fields; /* in the order of their owners */
    size_t object_count, name_count, field_count;
    size_t more; /* references that lead to objects that are not here */
};

/* Reads what a check sent (base/wire.h: heap). Lines that make no sense are left out. */
void heap_read(struct heap *heap, const char *text);
/* Marks the objects of @heap that are not so in @other. */
void heap_compare(struct heap *heap, const struct heap *other);

/* The lines of a drawing, coloured for a style, none wider than `width`; *widest is their width. */
struct words heap_lines(const struct heap *heap, const struct style *style, int width, int *widest);

/* What stands above a heap: one that should be, the one that is, one alone. */
extern const char heap_should_be[], heap_is[], heap_alone[];

/* Adds a heap; with `expected`, that too: as it should be, and as it is; side by side where there
 * is room. Both as a check sent them; expected may be NULL. */
void heap_add(struct text *to, const struct style *style, const char *actual, const char *expected);

#endif
