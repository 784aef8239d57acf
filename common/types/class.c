/* Classes. See class.h. */
#include "common/types/class.h"

#include <string.h>

#include "common/objects/dealloc.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/traverse.h"

enum { LOG2_NAMES = 6 }; /* of a table that has room for CLASS_MAX_NAMES */

static void class_dealloc(struct object *self)
{
    struct class *cls = (struct class *)self;

    gc_untrack(self);
    weakref_clear_all(self);
    if (cls->names != NULL)
        table_release(cls->names);
    memory_free((char *)(uintptr_t)cls->type.name);
    object_free(self);
}

/* A class owns nothing but text: the collector knows it, and it refers to nothing. */
static void class_traverse(struct object *self, visitor *visit, void *argument)
{
    (void)self, (void)visit, (void)argument;
}

struct type class_type = {
    .base = TYPE_HEAD,
    .name = "type",
    .flags = TYPE_GC,
    .basic_size = sizeof(struct class),
    .weaklist_offset = offsetof(struct class, weaklist),
    .dealloc = class_dealloc,
    .traverse = class_traverse,
    .hash = object_hash_identity,
};

bool class_check(const struct object *obj)
{
    return obj->type == &class_type;
}

/* Few names: comparing each is quicker than making a str of the text. */
int class_find_name(const struct class *cls, const char *name)
{
    for (int i = 0; i < cls->names->filled; i++) {
        const char *known = str_text(table_entry(cls->names, i)->key);
        if (known[0] == name[0] && strcmp(known, name) == 0) /* most differ at once */
            return i;
    }
    return -1;
}

/* Appends a name for which there is room. */
static bool push_name(struct class *cls, const char *name)
{
    struct object *str = str_new(name);

    if (str == NULL)
        return false;
    table_add(cls->names, str, str_hash_of(str), NULL);
    return true;
}

int class_add_name(struct class *cls, const char *name)
{
    int position = class_find_name(cls, name);

    if (position >= 0 || cls->names->usable == 0 || !push_name(cls, name))
        return position;
    return (int)cls->names->filled - 1;
}

static char *copy_text(const char *text)
{
    char *copy = memory_alloc(strlen(text) + 1);

    return copy == NULL ? NULL : strcpy(copy, text);
}

/* The slot that follows @last in the alphabet, not __weakref__, which is no field of the user's.
 * NULL: none. */
static const char *next_slot(const char *const *slots, const char *last)
{
    const char *next = NULL;

    for (; *slots != NULL; slots++)
        if (strcmp(*slots, "__weakref__") != 0 && strcmp(*slots, last) > 0 &&
            (next == NULL || strcmp(*slots, next) < 0))
            next = *slots;
    return next;
}

/* The table of the names of @spec: all of them, or room for CLASS_MAX_NAMES. False: no memory. */
static bool make_names(struct class *cls, const struct class_spec *spec)
{
    intptr_t count = 0;

    while (spec->slots != NULL && spec->slots[count] != NULL)
        count++;
    cls->names = table_new(spec->slots == NULL ? LOG2_NAMES : table_log2_for((count * 3 + 1) / 2),
                           TABLE_SHARED);
    if (cls->names == NULL)
        return false;
    for (const char *slot = ""; spec->slots != NULL && (slot = next_slot(spec->slots, slot));)
        if (!push_name(cls, slot))
            return false;
    cls->names->usable = spec->slots == NULL ? CLASS_MAX_NAMES : 0;
    return true;
}

static bool wants_weaklist(const struct class_spec *spec)
{
    for (const char *const *slot = spec->slots; slot != NULL && *slot != NULL; slot++)
        if (strcmp(*slot, "__weakref__") == 0)
            return true;
    return spec->slots == NULL;
}

/* What the instances of @cls do; sizes follow from its names. */
static void fill_type(struct class *cls, const struct class_spec *spec)
{
    cls->type.dealloc = instance_dealloc;
    cls->type.traverse = instance_traverse;
    cls->type.clear = instance_clear;
    cls->type.finalize = spec->finalize;
    cls->type.legacy_del = spec->legacy_del;
    cls->type.hash = object_hash_identity;
    instance_lay_out(cls, wants_weaklist(spec));
}

struct object *(class_new)(const struct class_spec *spec)
{
    struct class *cls = (struct class *)object_alloc(&class_type, 0);

    if (cls == NULL)
        return NULL;
    cls->type.flags = TYPE_GC | TYPE_HEAP | TYPE_DEEP;
    cls->has_slots = spec->slots != NULL;
    cls->type.name = copy_text(spec->name);
    if (cls->type.name == NULL || !make_names(cls, spec)) {
        decref(&cls->type.base);
        return NULL;
    }
    fill_type(cls, spec);
    gc_track(&cls->type.base);
    return &cls->type.base;
}

struct object *(class_new_plain)(const char *name)
{
    return class_new(&(struct class_spec){.name = name});
}
