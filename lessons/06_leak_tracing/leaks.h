/**
 * @file
 * Four leaks that look alike from outside; leaks.py has the same four.
 *
 * Each takes a Photo, is done with it, and leaves 100,000 characters behind. What keeps them is
 * another thing each time.
 */
#ifndef RECLAIM_LESSONS_LEAKS_H
#define RECLAIM_LESSONS_LEAKS_H

#include "common/base/frame.h"
#include "common/objects/object.h"
#include "common/tracing/tracemalloc.h"

enum { REGISTRY, CYCLE, CALLBACK, RELEASE, LEAKS };

/** One way to leak. */
struct leak {
    const char *name;
    const char *function; /**< the name of run */
    void (*run)(void);    /**< leaks one Photo, or what is left of it */
    void (*mend)(void);   /**< frees all that it leaked */
};

extern const struct leak leaks[LEAKS];

/** What lives as long as the program does. Borrowed. */
extern struct object *registry, *clock_object;

void leaks_open(void);
void leaks_close(void);

/** A Photo with its pixels, from which all four start. New reference. */
struct object *take(void);
#define take() AT_CALLER(take())

/** No leak: takes a Photo and drops it. */
void look(void);

/** The number of pixels of @p photo, by a function that forgets to release them. */
intptr_t c_length(struct object *photo);

/** The function of leaks.c in which @p place lies, if it has run; else "elsewhere". */
const char *function_at(struct place place);

#endif
