/* Allocation of objects and the questions one may ask of any of them. See object.h. */
#include "common/objects/object.h"

#include <string.h>

#include "common/objects/births.h"
#include "common/objects/dealloc.h"
#include "common/objects/tracking.h"

/* What a class is called may have a dot in it; before that of a built-in type stands its module. */
const char *object_type_name(const struct object *obj)
{
    const char *name = obj->type->name;
    const char *dot = obj->type->flags & TYPE_HEAP ? NULL : strrchr(name, '.');

    return dot == NULL ? name : dot + 1;
}

/* Built-in types are never freed and refer to nothing: balanced use leaves each its first count. */
static _Noreturn void type_dealloc(struct object *self)
{
    fatal("decref", "the type %s was released more often than it was referred to",
          ((struct type *)self)->name);
}

struct type type_type = {
    .base = TYPE_HEAD,
    .name = "type",
    .basic_size = sizeof(struct type),
    .dealloc = type_dealloc,
    .hash = object_hash_identity,
};

bool object_hash_identity(struct object *obj, size_t *hash)
{
    *hash = (size_t)obj >> 4;
    return true;
}

bool object_hash(struct object *obj, size_t *hash)
{
    if (obj->type->hash == NULL)
        return error_set(ERROR_TYPE, "unhashable type: '%s'", obj->type->name);
    incref(obj);
    bool fine = obj->type->hash(obj, hash);
    decref(obj);
    return fine;
}

bool object_equal(struct object *a, struct object *b)
{
    if (a == b || a->type->equal == NULL)
        return a == b;
    incref(a);
    incref(b);
    bool equal = a->type->equal(a, b);
    decref(b);
    decref(a);
    return equal;
}

void object_traverse(struct object *obj, visitor *visit, void *argument)
{
    if (obj->type->traverse != NULL)
        obj->type->traverse(obj, visit, argument);
}

/* Once the block is there: the header, the zeroed body, the reference to a class. */
static struct object *object_init(void *block, struct type *type, size_t size)
{
    struct object *obj = block;

    if (type->flags & TYPE_GC) {
        struct gc_head *head = block;
        head->next = head->prev = 0;
        obj = object_of(head);
#if RECLAIM_STRESS
        rehearse_at_allocation();
#endif
        gc_count_allocation(&collector);
    }
    memset(obj, 0, size);
    obj->refcount = 1;
    obj->type = type;
    if (type->flags & TYPE_HEAP)
        incref(&type->base);
    if (type->flags & TYPE_GC)
        tell_birth(obj);
    return obj;
}

struct object *object_alloc(struct type *type, size_t items)
{
    bool gc = type->flags & TYPE_GC;
    size_t header = gc ? sizeof(struct gc_head) : 0;

    if (type->item_size != 0 && items > (PTRDIFF_MAX - type->basic_size - header) / type->item_size)
        return error_no_memory();
    size_t size = type->basic_size + items * type->item_size;
    void *block = memory_alloc_for(gc ? MEMORY_GC_OBJECT : MEMORY_OBJECT, header + size);
    return block == NULL ? NULL : object_init(block, type, size);
}

void object_free(struct object *obj)
{
    struct type *type = obj->type;

    if (object_is_gc(obj)) {
        tell_death(obj);
        gc_count_free(&collector);
        memory_free(gc_head_of(obj));
    } else {
        memory_free(obj);
    }
    if (type->flags & TYPE_HEAP)
        decref(&type->base);
}

/* A count that is nothing but junk fill says that even the memory is gone. */
_Noreturn void object_is_dead(const struct object *obj, const char *where)
{
    deallocation.found_dead = obj;
    if (obj->refcount == (intptr_t)0xDDDDDDDDDDDDDDDDu)
        fatal(where, "this object was freed already");
    fatal(where, "this object is dead already (its count is %td)", obj->refcount);
}

_Noreturn void object_refuse(const struct object *obj, const struct type *type, const char *where)
{
    if (obj == NULL)
        fatal(where, "expected a %s, got NULL", type->name);
    if (obj->refcount <= 0) {
        deallocation.found_dead = obj;
        fatal(where, "expected a %s, got a dead object", type->name);
    }
    fatal(where, "expected a %s, got %s", type->name, obj->type->name);
}
