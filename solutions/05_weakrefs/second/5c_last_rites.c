/* Exercise 5c, another way. The first chains those to be called through their own fields and needs
 * no memory. Here they go into a list, one of the library's, which owns them; whom it has no room
 * for is cleared, and not called. */
#include "exercises/05_weakrefs/5c_last_rites.h"

#include "common/types/list.h"

/* Clears the first of @list, and appends it to @called if it is to be called. */
static void clear_one(struct weakref **list, struct object *called)
{
    struct weakref *ref = *list;
    bool alive = ref->base.refcount > 0;

    weakref_detach(ref);
    if (ref->callback != NULL && !(alive && called != NULL && list_append(called, &ref->base)))
        clearref(&ref->callback); /* whoever that frees, ref is not needed any more */
}

static void call(struct object *called)
{
    for (intptr_t i = 0; i < list_size(called); i++) {
        struct weakref *ref = (struct weakref *)list_get(called, i);
        struct object *callback = ref->callback;
        ref->callback = NULL;
        object_call_unraisable(callback, &ref->base);
        decref(callback);
    }
}

void weakref_clear_all(struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);
    struct error pending;

    if (list == NULL || *list == NULL)
        return;
    error_fetch(&pending);
    struct object *called = list_new(0);
    while (*list != NULL)
        clear_one(list, called);
    if (called != NULL) {
        call(called);
        decref(called);
    }
    error_restore(&pending);
}
