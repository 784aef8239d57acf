/* Things, for the checks of 4a: containers that refer to themselves or to nobody, in the real heap.
 */
#ifndef RECLAIM_EXERCISES_THING_H
#define RECLAIM_EXERCISES_THING_H

#include "common/collector/gc.h"
#include "common/objects/finalize.h"
#include "exercises/check.h"

enum { THINGS = 24 };

enum thing_kind {
    THING_PLAIN, /* refers to nobody: goes when it is dropped */
    THING_LOOP,  /* refers to itself: waits for a collection */
    THING_RISES, /* the same, and its finalizer saves it */
};

struct thing {
    struct object base;
    struct object *to;
    int number;
    enum thing_kind kind;
};

static struct object *things[THINGS];       /* owned: those that have a name */
static struct object *things_alive[THINGS]; /* borrowed: those that are not freed */
static bool things_over;                    /* nobody rises any more */

static inline void thing_traverse(struct object *self, visitor *visit, void *argument)
{
    if (((struct thing *)self)->to != NULL)
        visit(((struct thing *)self)->to, argument);
}

static inline void thing_clear(struct object *self)
{
    clearref(&((struct thing *)self)->to);
}

static inline void thing_finalize(struct object *self)
{
    struct thing *thing = (struct thing *)self;

    check_event("%d", thing->number);
    if (thing->kind == THING_RISES && !things_over)
        things[thing->number] = newref(self);
}

static inline void thing_dealloc(struct object *self)
{
    if (finalize_dying(self))
        return;
    things_alive[((struct thing *)self)->number] = NULL;
    thing_clear(self);
    object_free(self);
}

static struct type thing_type = {
    .base = TYPE_HEAD,
    .name = "thing",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct thing),
    .dealloc = thing_dealloc,
    .traverse = thing_traverse,
    .clear = thing_clear,
    .finalize = thing_finalize,
};

/* Makes things[@number], and lends it. */
static inline struct object *thing_new(int number, enum thing_kind kind)
{
    struct object *self = object_alloc(&thing_type, 0);

    ((struct thing *)self)->number = number;
    ((struct thing *)self)->kind = kind;
    if (kind != THING_PLAIN)
        ((struct thing *)self)->to = newref(self);
    gc_track(self);
    things_alive[number] = self;
    return things[number] = self;
}

/* Nothing is collected from now on unless the check says so. */
static inline void things_begin(void)
{
    gc_disable();
    things_over = false;
    check_events();
}

/* Frees all things without any collection. */
static inline void things_end(void)
{
    things_over = true;
    for (int i = 0; i < THINGS; i++) {
        if (things_alive[i] != NULL)
            thing_clear(things_alive[i]);
        clearref(&things[i]);
    }
    check_events();
}

#endif
