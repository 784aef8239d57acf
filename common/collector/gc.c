/* The collector's state, and tracking. See gc.h. */
#include "common/collector/gc.h"

#include "common/runtime.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/* The collector's own lists are untracked: like a frozen object, they are an owner outside of
 * everything. */
static struct object *own_list(void)
{
    struct object *list = list_new(0);

    if (list != NULL)
        gc_untrack(list);
    return list;
}

bool gc_init(void)
{
    static const int thresholds[GC_GENERATIONS] = {700, 10, 10};

    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_init(&runtime.gc.generations[i].head);
        runtime.gc.generations[i].threshold = thresholds[i];
    }
    gc_list_init(&runtime.gc.permanent);
    runtime.gc.garbage = own_list();
    runtime.gc.callbacks = own_list();
    runtime.gc.generations[0].count = 0;
    runtime.gc.enabled = true;
    return runtime.gc.garbage != NULL && runtime.gc.callbacks != NULL;
}

void gc_finish(void)
{
    runtime.gc.enabled = false;
    clearref(&runtime.gc.garbage);
    clearref(&runtime.gc.callbacks);
}

void gc_track(struct object *obj)
{
    if (gc_head_of(obj)->next != 0)
        fatal("gc_track", "this %s is tracked already", object_type_name(obj));
    gc_list_append(gc_head_of(obj), &runtime.gc.generations[0].head);
}

bool gc_is_tracked(const struct object *obj)
{
    return object_is_gc(obj) && gc_head_of(obj)->next != 0;
}

bool gc_may_be_tracked(const struct object *obj)
{
    return object_is_gc(obj) && (obj->type != &tuple_type || gc_is_tracked(obj));
}

bool gc_is_finalized(const struct object *obj)
{
    return object_is_gc(obj) && (gc_head_of(obj)->prev & GC_FINALIZED);
}
