/* Parked containers. See freelist.h. */
#include "common/objects/freelist.h"

#include "common/base/state.h"
#include "common/base/tracing.h"
#include "common/objects/births.h"

/* What follows the head: nobody may touch it while the object is parked. */
static size_t body_size(const struct object *obj)
{
    return obj->type->basic_size - sizeof(struct object);
}

bool freelist_put(struct freelist *list, struct object *obj, int limit)
{
    if (list->count >= limit)
        return false;
    struct gc_head *head = gc_head_of(obj);
    tell_death(obj);
    head->prev = (uintptr_t)list->first;
    list->first = obj;
    list->count++;
    memory_park(obj + 1, body_size(obj));
    return true;
}

static struct object *unlink_first(struct freelist *list)
{
    struct object *obj = list->first;
    struct gc_head *head = gc_head_of(obj);

    list->first = (struct object *)head->prev;
    list->count--;
    head->prev = 0;
    memory_unpark(obj + 1, body_size(obj));
    return obj;
}

struct object *freelist_take(struct freelist *list)
{
    if (list->first == NULL)
        return NULL;
    struct object *obj = unlink_first(list);
    obj->refcount = 1;
    if (runtime.memory.traced)
        tracer_refresh(gc_head_of(obj));
    tell_birth(obj);
    return obj;
}

static size_t empty(struct freelist *list)
{
    size_t count = (size_t)list->count;

    while (list->first != NULL)
        object_free(unlink_first(list));
    return count;
}

size_t freelists_clear(void)
{
    size_t count = empty(&freelists.lists) + empty(&freelists.dicts);

    for (int i = 0; i < FREELIST_TUPLE_SIZES; i++)
        count += empty(&freelists.tuples[i]);
    return count;
}
