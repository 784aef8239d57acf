/* Exercise 1b, another way: the first passes references on by hand, through one exchange(). Here
 * only slot_take() and slot_set() touch the place; all others are made of these two, and what they
 * count too much on the way they give back. */
#include "exercises/01_refcounting/1b_slot.h"

struct slot {
    struct object base;
    struct object *item; /* owned; NULL: empty */
};

struct object *slot_get(struct object *slot)
{
    return ((struct slot *)slot)->item;
}

struct object *slot_take(struct object *slot)
{
    struct object *item = slot_get(slot);

    ((struct slot *)slot)->item = NULL;
    return item;
}

void slot_set(struct object *slot, struct object *item)
{
    xincref(item);
    setref(&((struct slot *)slot)->item, item);
}

void slot_swap(struct object *a, struct object *b)
{
    struct object *from_a = slot_take(a), *from_b = slot_take(b); /* one slot: the second is NULL */

    slot_set(a, from_b);
    slot_set(b, from_a);
    xdecref(from_a);
    xdecref(from_b);
}

static void slot_traverse(struct object *self, visitor *visit, void *argument)
{
    struct object *item = slot_get(self);

    if (item != NULL)
        visit(item, argument);
}

static void slot_clear(struct object *self)
{
    slot_set(self, NULL);
}

static void slot_dealloc(struct object *self)
{
    struct object *item = slot_take(self);

    object_free(self); /* the slot first: nothing can find it any more when its item goes */
    xdecref(item);
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

    if (slot != NULL) {
        slot_set(slot, item);
        gc_track(slot);
    }
    return slot;
}
