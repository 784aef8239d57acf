/* Exercise 1b, solved. Every change of hands goes through one function, exchange(): it stores, and
 * gives the reference that was there to whoever called it, to keep or to release. */
#include "exercises/01_refcounting/1b_slot.h"

struct slot {
    struct object base;
    struct object *item; /* owned; NULL: empty */
};

/* The slot takes over @item, the caller what was there. No count changes. */
static struct object *exchange(struct object *slot, struct object *item)
{
    struct slot *self = (struct slot *)slot;
    struct object *old = self->item;

    self->item = item;
    return old;
}

struct object *slot_get(struct object *slot)
{
    return ((struct slot *)slot)->item;
}

void slot_set(struct object *slot, struct object *item)
{
    xincref(item);
    xdecref(exchange(slot, item));
}

struct object *slot_take(struct object *slot)
{
    return exchange(slot, NULL);
}

void slot_swap(struct object *a, struct object *b)
{
    exchange(a, exchange(b, slot_get(a)));
}

static void slot_traverse(struct object *self, visitor *visit, void *argument)
{
    if (slot_get(self) != NULL)
        visit(slot_get(self), argument);
}

static void slot_clear(struct object *self)
{
    xdecref(exchange(self, NULL));
}

static void slot_dealloc(struct object *self)
{
    slot_clear(self);
    object_free(self);
}

struct type slot_type = {
    .base = TYPE_HEAD,
    .name = "slot",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct slot),
    .dealloc = slot_dealloc,
    .traverse = slot_traverse,
    .clear = slot_clear,
};

struct object *slot_new(struct object *item)
{
    struct object *slot = object_alloc(&slot_type, 0);

    if (slot == NULL)
        return NULL;
    xincref(item);
    exchange(slot, item);
    gc_track(slot);
    return slot;
}
