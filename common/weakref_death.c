/*
 * How weak references learn of a death. On the counting path one object dies: its references are
 * cleared, then their callbacks run. On the collector's path many die together: the references to
 * all of them are cleared before the first callback runs, and a reference that is garbage itself
 * never calls back.
 */
#include "common/function.h"
#include "common/gc.h"
#include "common/tuple.h"
#include "common/weakref.h"

/* Clears @ref and gives its callback away: what is left to do once all are cleared. */
static struct object *take_callback(struct weakref *ref)
{
    struct object *callback = ref->callback;

    ref->callback = NULL;
    weakref_detach(ref);
    return callback;
}

/* The last one with a callback: no list of pairs is needed. */
static void clear_one(struct weakref *ref)
{
    bool alive = ref->base.refcount > 0;
    struct object *callback = take_callback(ref);

    if (callback == NULL)
        return;
    if (alive)
        object_call_unraisable(callback, &ref->base);
    decref(callback);
}

/* Clears all of @list into @pairs of weak reference and callback; one that is itself dying gets no
 * call. */
static void clear_into(struct weakref **list, struct object *pairs)
{
    for (intptr_t i = 0; *list != NULL; i += 2) {
        struct weakref *ref = *list;
        bool alive = ref->base.refcount > 0;
        struct object *callback = take_callback(ref);
        if (alive && pairs != NULL) {
            tuple_set(pairs, i, newref(&ref->base));
            tuple_set(pairs, i + 1, callback);
        } else {
            xdecref(callback);
        }
    }
}

static void call_pairs(struct object *pairs)
{
    for (intptr_t i = 0; i < tuple_size(pairs); i += 2)
        if (tuple_get(pairs, i + 1) != NULL)
            object_call_unraisable(tuple_get(pairs, i + 1), tuple_get(pairs, i));
    decref(pairs);
}

void weakref_clear_all(struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);

    if (list == NULL || *list == NULL)
        return;
    if ((*list)->callback == NULL)
        weakref_detach(*list);
    if (*list == NULL)
        return;
    if ((*list)->next == NULL) {
        clear_one(*list);
        return;
    }
    struct error pending;
    error_fetch(&pending);
    struct object *pairs = tuple_new(2 * (intptr_t)weakref_getweakrefcount(obj));
    clear_into(list, pairs); /* without memory for the pairs: cleared, and nobody is called */
    if (pairs != NULL)
        call_pairs(pairs);
    error_restore(&pending);
}

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
