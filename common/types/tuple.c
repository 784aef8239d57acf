/* tuple. See tuple.h. */
#include "common/types/tuple.h"

#include <stdarg.h>
#include <string.h>

#include "common/objects/freelist.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/traverse.h"

/* The one tuple of no elements; its header says untracked for ever. */
static struct {
    struct gc_head head;
    struct object base;
    intptr_t size;
} empty = {.base = {ATOM_REFCOUNT, &tuple_type}};

static struct tuple *as_tuple(const struct object *obj, const char *where)
{
    object_check(obj, &tuple_type, where);
    return (struct tuple *)(uintptr_t)obj;
}

static void tuple_dealloc(struct object *self)
{
    struct tuple *tuple = (struct tuple *)self;

    if (self == &empty.base)
        fatal("decref", "the empty tuple was released more often than it was referred to");
    gc_untrack(self);
    for (intptr_t i = tuple->size; i-- > 0;)
        xdecref(tuple->items[i]);
    if (tuple->size > FREELIST_TUPLE_SIZES ||
        !freelist_put(&freelists.tuples[tuple->size - 1], self, FREELIST_TUPLES))
        object_free(self);
}

static int hash_depth; /* tuples inside tuples that are being hashed now */

/* Mixes the elements' hashes. */
static bool tuple_hash(struct object *self, size_t *hash)
{
    const struct tuple *tuple = (struct tuple *)self;
    size_t mix = 0x345678u + (size_t)tuple->size;
    bool fine = true;

    if (hash_depth >= TUPLE_HASH_DEPTH)
        return error_set(ERROR_RECURSION, "maximum recursion depth exceeded");
    hash_depth++;
    for (intptr_t i = 0; fine && i < tuple->size; i++) {
        size_t element;
        fine = object_hash(tuple->items[i], &element);
        mix = (mix ^ element) * 1000003u;
    }
    hash_depth--;
    *hash = mix;
    return fine;
}

/* Both have been hashed, so neither nests deeper than TUPLE_HASH_DEPTH. */
static bool tuple_equal(struct object *self, struct object *other)
{
    const struct tuple *a = (struct tuple *)self, *b = (struct tuple *)other;

    if (other->type != &tuple_type || a->size != b->size)
        return false;
    for (intptr_t i = 0; i < a->size; i++)
        if (!object_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static size_t tuple_extra_size(struct object *self)
{
    return (size_t)((struct tuple *)self)->size * sizeof(struct object *);
}

struct type tuple_type = {
    .base = TYPE_HEAD,
    .name = "tuple",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct tuple),
    .item_size = sizeof(struct object *),
    .dealloc = tuple_dealloc,
    .traverse = tuple_traverse,
    .hash = tuple_hash,
    .equal = tuple_equal,
    .extra_size = tuple_extra_size,
};

/* An untracked tuple of @p size > 0 empty slots. */
static struct tuple *tuple_alloc(intptr_t size)
{
    struct object *obj = NULL;

    if (size < FREELIST_TUPLE_SIZES)
        obj = freelist_take(&freelists.tuples[size - 1]);
    if (obj == NULL)
        obj = object_alloc(&tuple_type, (size_t)size);
    if (obj == NULL)
        return NULL;
    struct tuple *tuple = (struct tuple *)obj;
    tuple->size = size;
    memset(tuple->items, 0, (size_t)size * sizeof(struct object *));
    return tuple;
}

struct object *(tuple_new)(intptr_t size)
{
    if (size < 0)
        fatal("tuple_new", "a tuple cannot have %td slots", size);
    if (size == 0)
        return newref(&empty.base);
    struct tuple *tuple = tuple_alloc(size);
    if (tuple == NULL)
        return NULL;
    gc_track(&tuple->base);
    return &tuple->base;
}

struct object *(tuple_pack)(intptr_t count, ...)
{
    struct object *obj = tuple_new(count);
    va_list items;

    if (obj == NULL)
        return NULL;
    va_start(items, count);
    for (intptr_t i = 0; i < count; i++)
        ((struct tuple *)obj)->items[i] = newref(va_arg(items, struct object *));
    va_end(items);
    return obj;
}

intptr_t tuple_size(const struct object *tuple)
{
    return as_tuple(tuple, "tuple_size")->size;
}

struct object *tuple_get(const struct object *tuple, intptr_t index)
{
    const struct tuple *self = as_tuple(tuple, "tuple_get");

    if (index >= 0 && index < self->size)
        return self->items[index];
    error_set(ERROR_INDEX, "tuple index out of range");
    return NULL;
}

bool tuple_set(struct object *tuple, intptr_t index, struct object *item)
{
    struct tuple *self = as_tuple(tuple, "tuple_set");

    if (tuple->refcount != 1) {
        xdecref(item);
        return error_set(ERROR_SYSTEM, "a tuple with another owner cannot be changed");
    }
    if (index < 0 || index >= self->size) {
        xdecref(item);
        return error_set(ERROR_INDEX, "tuple assignment index out of range");
    }
    setref(&self->items[index], item);
    return true;
}

void tuple_maybe_untrack(struct object *tuple)
{
    const struct tuple *self = as_tuple(tuple, "tuple_maybe_untrack");

    for (intptr_t i = 0; i < self->size; i++)
        if (self->items[i] == NULL || gc_may_be_tracked(self->items[i]))
            return;
    gc_untrack(tuple);
}
