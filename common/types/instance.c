/* Instances: attributes inline, in slots, or in a dict. See instance.h. */
#include "common/types/instance.h"

#include <string.h>

#include "common/objects/dealloc.h"
#include "common/objects/finalize.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/traverse.h"

void instance_lay_out(struct class *cls)
{
    struct type *type = &cls->type;

    if (!cls->has_slots) {
        type->basic_size = sizeof(struct plain);
        type->weaklist_offset = offsetof(struct plain, weaklist);
        return;
    }
    type->basic_size = sizeof(struct slotted) + (size_t)cls->name_count * sizeof(struct object *);
    if (type->weaklist_offset == 0)
        return;
    type->weaklist_offset = type->basic_size;
    type->basic_size += sizeof(struct weakref *);
}

/* Stands for the inline values of an instance whose __dict__ the collector has taken away: it has
 * none, and gets no others, but a new dict. CPython: the same, since its values are gone too. */
static struct values *spent(void)
{
    static struct object
        *nothing[sizeof(struct values) / sizeof(struct object *) + 1 + CLASS_MAX_NAMES];

    return (struct values *)nothing;
}

static void free_values(struct plain *plain)
{
    if (plain->values != spent())
        memory_free(plain->values);
    plain->values = NULL;
}

static void forget_order(struct values *values, int position)
{
    uint8_t *place = memchr(values->order, position, values->used);

    values->used--;
    memmove(place, place + 1, (size_t)(values->order + values->used - place));
}

/* Empties one field. The release may run a finalizer that changes @self: nothing is remembered
 * across it. */
static void clear_field(struct object *self, int position)
{
    struct object **fields = fields_of(self);

    if (fields == NULL || fields[position] == NULL)
        return;
    if (as_plain(self) != NULL)
        forget_order(as_plain(self)->values, position);
    clearref(&fields[position]);
}

void instance_clear(struct object *self)
{
    struct plain *plain = as_plain(self);

    for (int i = 0; i < class_of(self)->name_count; i++)
        clear_field(self, i);
    if (plain != NULL && plain->dict != NULL) {
        plain->values = spent();
        clearref(&plain->dict);
    }
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
    struct object **fields = fields_of(self);

    for (int i = 0; fields != NULL && i < class_of(self)->name_count; i++)
        xdecref(fields[i]);
}

void instance_dealloc(struct object *self)
{
    struct plain *plain = as_plain(self);

    gc_untrack(self);
    if (finalize_dying(self))
        return;
    weakref_clear_all(self);
    if (legacy_resurrects(self))
        return;
    weakref_forget_all(self);
    release_fields(self);
    if (plain != NULL) {
        xdecref(plain->dict);
        free_values(plain);
    }
    object_free(self);
}

struct object *(instance_new)(struct object *cls)
{
    if (!class_check(cls))
        fatal("instance_new", "expected a class, got %s", object_type_name(cls));
    struct object *obj = object_alloc((struct type *)cls, 0);
    if (obj == NULL)
        return NULL;
    if (((struct class *)cls)->names_left > 1)
        ((struct class *)cls)->names_left--;
    gc_track(obj);
    return obj;
}

static bool no_attribute(const struct object *self, const char *name)
{
    return error_set(ERROR_ATTRIBUTE, "'%s' object has no attribute '%s'", object_type_name(self),
                     name);
}

/* Ends the program unless @self is an instance; @return its plain part, NULL with slots. */
static struct plain *check_instance(struct object *self, const char *where)
{
    if (self == NULL || self->refcount <= 0)
        fatal(where, "expected an instance, got %s", self == NULL ? "NULL" : "a dead object");
    if (!(self->type->flags & TYPE_HEAP))
        fatal(where, "expected an instance, got %s", object_type_name(self));
    return as_plain(self);
}

struct object *object_getattr(struct object *self, const char *name)
{
    const struct plain *plain = check_instance(self, "object_getattr");
    struct object **fields = fields_of(self), *value = NULL;

    if (plain != NULL && plain->dict != NULL) {
        value = dict_get_str(plain->dict, name);
    } else if (fields != NULL) {
        int position = class_find_name(class_of(self), name);
        value = position < 0 ? NULL : fields[position];
    }
    if (value != NULL)
        return newref(value);
    if (error_occurred() == ERROR_NONE)
        no_attribute(self, name);
    return NULL;
}

/* The block of inline values, made when the first attribute comes. NULL: no memory. */
static struct values *values_of(struct plain *plain)
{
    const struct class *cls = class_of(&plain->base);
    size_t room = (size_t)(cls->name_count + cls->names_left) * sizeof(struct object *);

    if (plain->values != NULL)
        return plain->values;
    plain->values = memory_alloc(sizeof(struct values) + room);
    if (plain->values != NULL)
        memset(plain->values, 0, sizeof(struct values) + room);
    return plain->values;
}

static bool set_inline(struct plain *plain, int position, struct object *value)
{
    struct values *values = plain->values;

    if (values->items[position] == NULL)
        values->order[values->used++] = (uint8_t)position;
    setref(&values->items[position], newref(value));
    return true;
}

/* Where the value of @name belongs among the inline values, which are there afterwards. -1: the
 * class learns no more names, or, with an error, no memory; then nothing has changed. */
static int inline_place(struct plain *plain, const char *name)
{
    if (plain->values == spent())
        return -1;
    bool fresh = plain->values == NULL;
    int position = values_of(plain) == NULL ? -1 : class_add_name(class_of(&plain->base), name);

    if (position < 0 && fresh)
        free_values(plain);
    return position;
}

/* Moves the inline values into @dict, in the order in which this instance was given them. */
static bool fill_dict(struct plain *plain, struct object *dict)
{
    const struct values *values = plain->values;
    const struct class *cls = class_of(&plain->base);

    for (int i = 0; values != NULL && i < values->used; i++) {
        int position = values->order[i];
        if (!dict_set(dict, cls->names[position], values->items[position]))
            return false;
    }
    return true;
}

/* Moves the attributes into a dict, together with a new one if @name is not NULL. Borrowed. NULL:
 * no memory, and nothing has changed. */
static struct object *move_to_dict(struct plain *plain, const char *name, struct object *value)
{
    struct object *dict = dict_new();

    if (dict == NULL)
        return NULL;
    if (plain->dict != NULL) { /* a collection ran, and a finalizer was here first */
        decref(dict);
        return name == NULL || dict_set_str(plain->dict, name, value) ? plain->dict : NULL;
    }
    if (!fill_dict(plain, dict) || (name != NULL && !dict_set_str(dict, name, value))) {
        decref(dict);
        return NULL;
    }
    instance_clear(&plain->base); /* every value has the dict for an owner now: nothing dies here */
    free_values(plain);
    return plain->dict = dict;
}

bool(object_setattr)(struct object *self, const char *name, struct object *value)
{
    struct plain *plain = check_instance(self, "object_setattr");

    if (plain == NULL) {
        int position = class_find_name(class_of(self), name);
        if (position < 0)
            return no_attribute(self, name);
        setref(&((struct slotted *)self)->slots[position], newref(value));
        return true;
    }
    if (plain->dict != NULL)
        return dict_set_str(plain->dict, name, value);
    int position = inline_place(plain, name);
    if (position >= 0)
        return set_inline(plain, position, value);
    return error_occurred() != ERROR_MEMORY && move_to_dict(plain, name, value) != NULL;
}

bool(object_setattr_steal)(struct object *self, const char *name, struct object *value)
{
    bool set = value != NULL && object_setattr(self, name, value);

    xdecref(value);
    return set;
}

static bool delete_field(struct object *self, int position, const char *name)
{
    struct object **fields = fields_of(self);

    if (as_plain(self) == NULL && position >= 0 && fields[position] == NULL)
        return error_set(ERROR_ATTRIBUTE, "%s", name); /* all that Python says of an empty slot */
    if (fields == NULL || position < 0 || fields[position] == NULL)
        return no_attribute(self, name);
    clear_field(self, position);
    return true;
}

/* As in CPython, the class learns even a name that is only to be deleted; when it cannot, a dict
 * is made. */
bool object_delattr(struct object *self, const char *name)
{
    struct plain *plain = check_instance(self, "object_delattr");

    if (plain == NULL)
        return delete_field(self, class_find_name(class_of(self), name), name);
    if (plain->dict == NULL) {
        int position = plain->values == spent() ? -1 : class_add_name(class_of(self), name);
        if (position >= 0)
            return delete_field(self, position, name);
        if (error_occurred() == ERROR_MEMORY || move_to_dict(plain, NULL, NULL) == NULL)
            return false;
        return no_attribute(self, name);
    }
    if (dict_delete_str(plain->dict, name))
        return true;
    return error_occurred() == ERROR_MEMORY ? false : no_attribute(self, name);
}

struct object *(instance_dict)(struct object *self)
{
    struct plain *plain = check_instance(self, "instance_dict");

    if (plain == NULL) {
        no_attribute(self, "__dict__");
        return NULL;
    }
    return plain->dict != NULL ? plain->dict : move_to_dict(plain, NULL, NULL);
}

static void each_in_dict(struct object *dict,
                         void (*visit)(const char *name, struct object *value, void *argument),
                         void *argument)
{
    struct object *key, *value;
    intptr_t position = 0;

    while (dict_next(dict, &position, &key, &value))
        visit(str_check(key) ? str_text(key) : "?", value, argument);
}

void instance_each(struct object *self,
                   void (*visit)(const char *name, struct object *value, void *argument),
                   void *argument)
{
    const struct plain *plain = check_instance(self, "instance_each");
    struct object **fields = fields_of(self);

    if (plain != NULL && plain->dict != NULL) {
        each_in_dict(plain->dict, visit, argument);
        return;
    }
    for (int i = 0; fields != NULL && i < class_of(self)->name_count; i++)
        if (fields[i] != NULL)
            visit(str_text(class_of(self)->names[i]), fields[i], argument);
}
