/* Exercise 1d, solved. The library's own way lets fifty releases stand inside one another before
 * one has to wait. Here every container waits, also the first, in one chain through the dead: only
 * the outermost call releases, one object at a time, so the calls never nest deeper than two. */
#include "exercises/01_refcounting/1d_deep_release.h"

static struct gc_head *waiting; /* the dead, linked by prev; the last to die comes first */
static bool releasing;          /* the outermost dealloc() is at work */

static void push(struct object *obj)
{
    gc_untrack(obj);
    gc_set_prev(gc_head_of(obj), waiting); /* keeps GC_FINALIZED */
    waiting = gc_head_of(obj);
}

static struct object *pop(void)
{
    struct object *obj = object_of(waiting);

    waiting = gc_prev(waiting);
    gc_set_prev(gc_head_of(obj), NULL);
    return obj;
}

void dealloc(struct object *obj)
{
    if (!object_is_gc(obj)) {
        obj->type->dealloc(obj);
        return;
    }
    push(obj);
    if (releasing)
        return;
    releasing = true;
    while (waiting != NULL) {
        struct object *next = pop();
        next->type->dealloc(next); /* what it owned may push; next itself may have come back */
    }
    releasing = false;
}
