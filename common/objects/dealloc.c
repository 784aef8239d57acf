/* The way out of every object. See dealloc.h. */
#include "common/objects/dealloc.h"

#include "common/objects/tracking.h"

/* The dead object waits; its header's prev word, free since it is untracked, is the link. */
static void put_off(struct object *obj)
{
    gc_set_prev(gc_head_of(obj), (struct gc_head *)deallocation.later);
    deallocation.later = obj;
}

static struct object *take_one(void)
{
    struct object *obj = deallocation.later;

    deallocation.later = (struct object *)gc_prev(gc_head_of(obj));
    gc_set_prev(gc_head_of(obj), NULL);
    return obj;
}

/* One level counts as taken while the waiting ones go, so that none of them drains the list itself.
 */
static void release_waiting(void)
{
    deallocation.depth++;
    while (deallocation.later != NULL)
        dealloc(take_one());
    deallocation.depth--;
}

void dealloc(struct object *obj)
{
    if (!(obj->type->flags & TYPE_DEEP)) {
        obj->type->dealloc(obj);
        return;
    }
    gc_untrack(obj);
    if (deallocation.depth >= DEALLOC_DEPTH) {
        put_off(obj);
        return;
    }
    deallocation.depth++;
    obj->type->dealloc(obj);
    deallocation.depth--;
    if (deallocation.later != NULL && deallocation.depth == 0)
        release_waiting();
}
