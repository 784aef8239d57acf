/* Exercise 1b: slot. What each function has to do is in 1b_slot.h; hints: ./reclaim hint 1b */
#include "exercises/01_refcounting/1b_slot.h"

#include "exercises/exercise.h"

struct slot {
    struct object base;
    struct object *item; /* owned; NULL: empty */
};

/* Calls visit(item, argument) once for every reference that this slot owns. */
static void slot_traverse(struct object *self, visitor *visit, void *argument)
{
    TODO("visit what the slot owns");
}

/* Empties this slot. It stays a good slot. */
static void slot_clear(struct object *self)
{
    TODO("let go of what the slot owns");
}

/* The last reference to this slot is gone, and the library has untracked it. Gives back all that it
 * owns: what it holds; then its memory, with object_free(). */
static void slot_dealloc(struct object *self)
{
    TODO("give back what the slot owns, then its memory");
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
    TODO("make a slot: object_alloc(&slot_type, 0) gives its memory, with every field zero");
}

struct object *slot_get(struct object *slot)
{
    TODO("say what the slot holds");
}

void slot_set(struct object *slot, struct object *item)
{
    TODO("hold something else");
}

struct object *slot_take(struct object *slot)
{
    TODO("hand over what the slot holds");
}

void slot_swap(struct object *a, struct object *b)
{
    TODO("exchange what the slots hold");
}
