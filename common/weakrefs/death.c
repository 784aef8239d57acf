/*
 * How weak references learn of a death on the collector's path, where many objects die together:
 * the references to all of them are cleared before the first callback runs, and a reference that is
 * garbage itself never calls back. The counting path is in clear.c.
 */
#include "common/objects/tracking.h"
#include "common/types/function.h"
#include "common/weakrefs/weakref_internal.h"

void weakref_forget_all(struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);

    while (list != NULL && *list != NULL)
        weakref_detach(*list);
}

bool weakref_concerns(const struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);

    return (list != NULL && *list != NULL) || weakref_check(obj);
}

/* Clears every weak reference to @obj; those outside the garbage that have a callback go to
 * @to_call, each with a reference that keeps it until then. */
static void clear_for_collector(struct object *obj, struct gc_head *to_call)
{
    struct weakref **list = weakref_list_of(obj);

    if (weakref_check(obj))
        weakref_detach((struct weakref *)obj);
    while (list != NULL && *list != NULL) {
        struct weakref *ref = *list;
        struct gc_head *head = gc_head_of(&ref->base);
        weakref_detach(ref);
        if (ref->callback == NULL || head->prev & GC_COLLECTING)
            continue;
        incref(&ref->base);
        gc_list_move(head, to_call);
    }
}

size_t weakref_handle_garbage(struct gc_head *unreachable, struct gc_head *old, bool *called)
{
    struct gc_head to_call;
    size_t freed = 0;

    gc_list_init(&to_call);
    for (struct gc_head *node = gc_next(unreachable); node != unreachable; node = gc_next(node))
        clear_for_collector(object_of(node), &to_call);
    *called = !gc_list_is_empty(&to_call);
    while (!gc_list_is_empty(&to_call)) {
        struct gc_head *head = gc_next(&to_call);
        struct object *ref = object_of(head);
        object_call_unraisable(((struct weakref *)ref)->callback, ref);
        decref(ref);
        if (gc_next(&to_call) == head)
            gc_list_move(head, old);
        else
            freed++;
    }
    return freed;
}
