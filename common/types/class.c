/* Classes. See class.h. */
#include "common/types/class.h"

#include <stdlib.h>
#include <string.h>

#include "common/objects/dealloc.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/traverse.h"

static void class_dealloc(struct object *self)
{
    struct class *cls = (struct class *)self;

    gc_untrack(self);
    weakref_clear_all(self);
    for (int i = 0; i < cls->name_count; i++)
        decref(cls->names[i]);
    memory_free(cls->names);
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

int class_find_name(const struct class *cls, const char *name)
{
    for (int i = 0; i < cls->name_count; i++) {
        const char *known = str_text(cls->names[i]);
        if (known[0] == name[0] && strcmp(known, name) == 0) /* most differ at once */
            return i;
    }
    return -1;
}

/* Appends a name for which names has room. */
static bool push_name(struct class *cls, const char *name)
{
    struct object *str = str_new(name);

    if (str == NULL)
        return false;
    cls->names[cls->name_count++] = str;
    return true;
}

int class_add_name(struct class *cls, const char *name)
{
    int position = class_find_name(cls, name);

    if (position >= 0 || cls->has_slots || cls->names_left == 0)
        return position;
    if (!push_name(cls, name))
        return -1;
    cls->names_left--;
    return cls->name_count - 1;
}

static char *copy_text(const char *text)
{
    char *copy = memory_alloc(strlen(text) + 1);

    return copy == NULL ? NULL : strcpy(copy, text);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(str_text(*(struct object *const *)a), str_text(*(struct object *const *)b));
}

/* The names of __slots__ but for __weakref__, which is no field of the user's, in alphabetical
 * order. */
static bool add_slots(struct class *cls, const char *const *slots)
{
    for (; *slots != NULL; slots++) {
        if (strcmp(*slots, "__weakref__") == 0)
            cls->type.weaklist_offset = 1; /* the place follows when all slots are known */
        else if (!push_name(cls, *slots))
            return false;
    }
    qsort(cls->names, (size_t)cls->name_count, sizeof cls->names[0], compare_names);
    return true;
}

static size_t count_names(const struct class_spec *spec)
{
    size_t count = 0;

    if (spec->slots == NULL)
        return CLASS_MAX_NAMES;
    while (spec->slots[count] != NULL)
        count++;
    return count;
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
    instance_lay_out(cls);
}

struct object *(class_new)(const struct class_spec *spec)
{
    struct class *cls = (struct class *)object_alloc(&class_type, 0);

    if (cls == NULL)
        return NULL;
    cls->type.flags = TYPE_GC | TYPE_HEAP | TYPE_DEEP;
    cls->has_slots = spec->slots != NULL;
    cls->names_left = cls->has_slots ? 0 : CLASS_MAX_NAMES;
    cls->type.name = copy_text(spec->name);
    cls->names = memory_alloc(count_names(spec) * sizeof cls->names[0]);
    if (cls->type.name == NULL || cls->names == NULL ||
        (cls->has_slots && !add_slots(cls, spec->slots))) {
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
