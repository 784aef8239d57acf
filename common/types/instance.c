/* Instances: their layout, birth and death. What they are asked for is in attributes.c. */
#include "common/types/instance.h"

#include "common/objects/dealloc.h"
#include "common/objects/finalize.h"
#include "common/objects/tracking.h"
#include "common/types/traverse.h"
#include "common/types/values.h"

void instance_lay_out(struct class *cls, bool weaklist)
{
    struct type *type = &cls->type;

    if (!cls->has_slots) {
        type->basic_size = sizeof(struct plain);
        type->weaklist_offset = offsetof(struct plain, weaklist);
        return;
    }
    type->basic_size =
        sizeof(struct slotted) + (size_t)cls->names->filled * sizeof(struct object *);
    if (!weaklist)
        return;
    type->weaklist_offset = type->basic_size;
    type->basic_size += sizeof(struct weakref *);
}

/* Each release may run a finalizer that changes @self: nothing is remembered across it. */
static void clear_fields(struct object *self)
{
    for (intptr_t i = 0; i < class_of(self)->names->filled; i++) {
        struct object **fields = fields_of(self);
        if (fields == NULL)
            return;
        if (as_plain(self) != NULL)
            values_set(as_plain(self)->values, i, NULL);
        else
            clearref(&fields[i]);
    }
}

void instance_clear(struct object *self)
{
    struct plain *plain = as_plain(self);

    clear_fields(self);
    if (plain != NULL)
        clearref(&plain->dict);
}

/* Python 2's way to come back. @return whether it did. */
static bool legacy_resurrects(struct object *self)
{
    if (self->type->legacy_del == NULL)
        return false;
    gc_track(self);
    if (finalize_revived(self, self->type->legacy_del))
        return true;
    gc_untrack(self);
    return false;
}

/* Like instance_clear(), but nobody is left to look: nothing has to be kept in order. */
static void release_fields(struct object *self)
{
    struct plain *plain = as_plain(self);
    struct object **fields = fields_of(self);

    for (intptr_t i = 0; fields != NULL && i < class_of(self)->names->filled; i++)
        xdecref(fields[i]);
    if (plain == NULL)
        return;
    memory_free(plain->values);
    xdecref(plain->dict);
}

void instance_dealloc(struct object *self)
{
    gc_untrack(self);
    if (finalize_dying(self))
        return;
    weakref_clear_all(self);
    if (legacy_resurrects(self))
        return;
    weakref_forget_all(self);
    release_fields(self);
    object_free(self);
}

/* The values come first, since making the instance may collect: what fails has changed nothing. So
 * they have room for every name that a finalizer may teach the class meanwhile. Each instance takes
 * one from those that the class may still learn. */
struct object *(instance_new)(struct object *obj)
{
    struct class *cls = (struct class *)obj;
    struct values *values = NULL;

    if (!class_check(obj))
        fatal("instance_new", "expected a class, got %s", object_type_name(obj));
    if (!cls->has_slots) {
        values = values_new(cls->names->filled + cls->names->usable);
        if (values == NULL)
            return NULL;
    }
    struct object *self = object_alloc(&cls->type, 0);
    if (self == NULL) {
        memory_free(values);
        return NULL;
    }
    if (!cls->has_slots) {
        cls->names->usable -= cls->names->usable > 1;
        as_plain(self)->values = values;
    }
    gc_track(self);
    return self;
}
