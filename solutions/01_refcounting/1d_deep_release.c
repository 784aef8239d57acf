/* Exercise 1d, solved. The library's own way lets fifty releases stand inside one another before
 * one has to wait. Here every container waits, also the first, in one chain through the dead: only
 * the outermost call releases, one object at a time, so the calls never nest deeper than two. What
 * one object owned goes in front of all that waited before, in the order in which it came: the
 * order of the obvious way. */
#include "exercises/01_refcounting/1d_deep_release.h"

static struct gc_head *waiting; /* the dead, linked by prev, in the order in which they go */
static struct gc_head *last;    /* the last that came since one was taken; NULL: none did */
static bool releasing;          /* the outermost dealloc() is at work */

static void push(struct object *obj)
{
    struct gc_head *head = gc_head_of(obj);

    gc_untrack(obj);
    gc_set_prev(head, last == NULL ? waiting : gc_prev(last)); /* keeps GC_FINALIZED */
    if (last == NULL)
        waiting = head;
    else
        gc_set_prev(last, head);
    last = head;
}

static struct object *pop(void)
{
    struct object *obj = object_of(waiting);

    waiting = gc_prev(waiting);
    last = NULL;
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

size_t dealloc_waiting(void)
{
    size_t count = 0;

    for (const struct gc_head *head = waiting; head != NULL; head = gc_prev(head))
        count++;
    return count;
}
