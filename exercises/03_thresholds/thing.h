/* Containers for checks that count: each is one block from the allocator and never comes from a
 * free list, so that making one is one allocation and its end is one free. */
#ifndef RECLAIM_EXERCISES_THING_H
#define RECLAIM_EXERCISES_THING_H

#include "common/collector/gc.h"
#include "common/objects/object.h"

struct thing {
    struct object base;
    struct object *other; /* owned; NULL: none */
};

static int things;  /* that have been made and not freed: those in use, and garbage */
static long visits; /* calls of thing_traverse in collections: the work of the collector */

static inline void thing_traverse(struct object *self, visitor *visit, void *argument)
{
    visits += gc_is_collecting(); /* the judge looks around, too, and so does a stress build */
    if (((struct thing *)self)->other != NULL)
        visit(((struct thing *)self)->other, argument);
}

static inline void thing_clear(struct object *self)
{
    clearref(&((struct thing *)self)->other);
}

static inline void thing_dealloc(struct object *self)
{
    gc_untrack(self);
    thing_clear(self);
    things--;
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
};

/* New reference. */
static inline struct object *thing_new(struct type *type)
{
    struct object *obj = (object_alloc)(type, 0);

    things++;
    gc_track(obj);
    return obj;
}

/* Makes @one and @two refer to each other, and takes over the caller's references to both: garbage,
 * when nobody else holds them. */
static inline void thing_cycle(struct object *one, struct object *two)
{
    ((struct thing *)one)->other = two;
    ((struct thing *)two)->other = one;
}

/* Things that leak are reported with the line of the check that made them. */
#define thing_new(type) AT_CALLER(thing_new(type))

#endif
