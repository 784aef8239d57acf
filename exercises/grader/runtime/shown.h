/* Every object that is alive, with who shows it: the table in which owed.c counts, made anew for
 * each look.
 */
#ifndef RECLAIM_GRADER_RUNTIME_SHOWN_H
#define RECLAIM_GRADER_RUNTIME_SHOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/objects/object.h"
#include "common/tracing/tracemalloc.h"

#pragma GCC visibility push(hidden)

enum { SHOWN_VISITORS = 3, SHOWN_NAME = 32 };

/* One object, and who shows it. */
struct shown {
    struct object *object;
    struct place place; /* that made it; file NULL: it is a shared atom */
    intptr_t count;     /* of references, before anybody was traversed; not above 0: it is dead */
    intptr_t shared;    /* references that a shared atom always has */
    char type[SHOWN_NAME]; /* a copy: it may be asked for after the object's end */
    intptr_t visits;
    struct {
        const char *type;
        int times;
    } by[SHOWN_VISITORS];
};

struct shown_table {
    struct shown *all;
    size_t used;
    uint32_t *numbers; /* by address: 1 + the place in all; 0: none */
    size_t room;       /* of numbers, a power of two; of all, half of it */
};

extern struct shown_table shown;

/* Once, when the library has started: the shared atoms have no references but their own yet. */
void shown_begin(void);
/* Enters everybody anew. False: there is no memory for it. */
bool shown_enter_all(void);
/* The entry of an object; NULL: there is none. Reads nothing of the object. */
struct shown *shown_find(const struct object *object);

static inline bool shown_is_alive(const struct shown *entry)
{
    return entry->count > 0;
}

/* References but for those that a shared atom always has. */
static inline intptr_t shown_count(const struct shown *entry)
{
    return entry->count - entry->shared;
}

/* For sentences: "the list made at 2a.checks.c:40"; "node 2, list 1". */
const char *shown_name(const struct shown *entry);
const char *shown_visitors(const struct shown *entry);

/* Traverses everybody and counts. Says what is amiss whatever the check holds. False: a traverse is
 * still to be written, or it changed what there is, so nothing can be known. */
bool visits_count(void);
/* A stub was called; does not return if that was a traverse called by visits_count(). */
void visits_unwritten(void);
/* Whose traverse runs now; NULL: none. */
const struct object *visits_inside(void);

#pragma GCC visibility pop

#endif
