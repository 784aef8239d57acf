/*
 * How weak references learn of a death on the counting path: all of them are cleared, and only then
 * do their callbacks run, so that none of them can reach the object that is going.
 */
#include "common/types/function.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"

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
