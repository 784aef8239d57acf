/* Exercise 5c, another way. The first chains those to be called through their own fields and needs
 * no memory. Here they go into a list, one of the library's, which owns them; whom it has no room
 * for is cleared, and not called. Each death under way knows how far it is, and the one around it.
 */
#include "exercises/05_weakrefs/5c_last_rites.h"

#include "common/types/list.h"

/* A death under way, on the C stack. */
struct death {
    struct object *called; /* a list; NULL: there is no memory */
    intptr_t begun;        /* so many of them have been called */
    struct death *around;  /* the one in whose callback it happens; NULL */
};

static struct death *innermost;

/* Clears the first of @list, and appends it to @called if it is to be called. */
static void clear_one(struct weakref **list, struct object *called)
{
    struct weakref *ref = *list;
    bool alive = ref->base.refcount > 0;

    weakref_detach(ref);
    if (ref->callback != NULL && !(alive && called != NULL && list_append(called, &ref->base)))
        clearref(&ref->callback); /* whoever that frees, ref is not needed any more */
}

static void call(struct death *death)
{
    while (death->begun < list_size(death->called)) {
        struct weakref *ref = (struct weakref *)list_get(death->called, death->begun++);
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
    struct death death = {.called = list_new(0), .around = innermost};
    while (*list != NULL)
        clear_one(list, death.called);
    if (death.called != NULL) {
        innermost = &death;
        call(&death);
        innermost = death.around;
        decref(death.called);
    }
    error_restore(&pending);
}

intptr_t weakref_calls_waiting(void)
{
    intptr_t waiting = 0;

    for (const struct death *death = innermost; death != NULL; death = death->around)
        waiting += list_size(death->called) - death->begun;
    return waiting;
}
