/* The way out of every object. See dealloc.h. */
#include "common/objects/dealloc.h"

#include "common/collector/gc.h"
#include "common/runtime.h"

/* The dead object waits; its header's prev word, free since it is untracked, is the link. */
static void put_off(struct object *obj)
{
    gc_set_prev(gc_head_of(obj), (struct gc_head *)runtime.dealloc.later);
    runtime.dealloc.later = obj;
}

static struct object *take_one(void)
{
    struct object *obj = runtime.dealloc.later;

    runtime.dealloc.later = (struct object *)gc_prev(gc_head_of(obj));
    gc_set_prev(gc_head_of(obj), NULL);
    return obj;
}

/* One level counts as taken while the waiting ones go, so that none of them drains the list itself.
 */
static void release_waiting(void)
{
    runtime.dealloc.depth++;
    while (runtime.dealloc.later != NULL)
        dealloc(take_one());
    runtime.dealloc.depth--;
}

void dealloc(struct object *obj)
{
    if (!(obj->type->flags & TYPE_DEEP)) {
        obj->type->dealloc(obj);
        return;
    }
    gc_untrack(obj);
    if (runtime.dealloc.depth >= DEALLOC_DEPTH) {
        put_off(obj);
        return;
    }
    runtime.dealloc.depth++;
    obj->type->dealloc(obj);
    runtime.dealloc.depth--;
    if (runtime.dealloc.later != NULL && runtime.dealloc.depth == 0)
        release_waiting();
}
