/* Exercise 5c, solved. The library keeps those to be called in a tuple. Here they are chained
 * through their own next, which is free once they are cleared, so no memory is needed: the chain
 * owns a reference to each. */
#include "exercises/05_weakrefs/5c_last_rites.h"

static intptr_t waiting; /* in all chains together */

/* Clears all of @list. @return the chain of those to be called, in their order. */
static struct weakref *clear(struct weakref **list)
{
    struct weakref *chain = NULL, **end = &chain;

    while (*list != NULL) {
        struct weakref *ref = *list;
        weakref_detach(ref);
        if (ref->callback == NULL || ref->base.refcount == 0)
            continue;
        incref(&ref->base);
        *end = ref;
        end = &ref->next;
        waiting++;
    }
    return chain;
}

void weakref_clear_all(struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);
    struct weakref *chain = list == NULL ? NULL : clear(list);

    while (chain != NULL) {
        struct weakref *ref = chain;
        struct object *callback = ref->callback;
        chain = ref->next;
        ref->next = NULL;
        ref->callback = NULL;
        waiting--;
        object_call_unraisable(callback, &ref->base);
        decref(callback);
        decref(&ref->base);
    }
}

intptr_t weakref_calls_waiting(void)
{
    return waiting;
}
