/* The attributes of instances: in slots, in values of their own, or in a dict. See instance.h. */
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/traverse.h"
#include "common/types/values.h"

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

    if (fields != NULL) {
        int position = class_find_name(class_of(self), name);
        value = position < 0 ? NULL : fields[position];
    } else if (plain->dict != NULL) {
        value = dict_get_str(plain->dict, name);
    }
    if (value != NULL)
        return newref(value);
    if (error_occurred() == ERROR_NONE)
        no_attribute(self, name);
    return NULL;
}

/* Gives the new @dict the names of a class and the values of an instance. */
static void share(struct dict *dict, struct table *names, struct values *values)
{
    table_release(dict->table);
    names->owners++;
    dict->table = names;
    dict->values = values;
    dict->used = values->used;
    gc_track(&dict->base);
    dict_maybe_untrack(&dict->base);
}

/* The dict of an instance that has none: it takes over the values, if there are any. Borrowed.
 * NULL: no memory, and nothing has changed. */
static struct object *make_dict(struct plain *plain)
{
    struct object *dict = dict_new();

    if (dict == NULL)
        return NULL;
    if (plain->dict != NULL) { /* a collection ran, and a finalizer was here first */
        decref(dict);
        return plain->dict;
    }
    if (plain->values != NULL)
        share((struct dict *)dict, class_of(&plain->base)->names, plain->values);
    plain->values = NULL;
    return plain->dict = dict;
}

/* Undoes make_dict(), unless the dict has another owner or keys of its own by now. */
static void unmake_dict(struct plain *plain)
{
    struct dict *dict = (struct dict *)plain->dict;

    if (dict == NULL || dict->values == NULL || refcount(&dict->base) > 1)
        return;
    plain->values = dict->values;
    dict->values = NULL;
    dict->used = 0;
    clearref(&plain->dict);
}

/* Sets what the class cannot learn, in a dict that is made for it. One that has lost its dict to
 * the collector shares its class's names again. False: no memory, and nothing has changed. */
static bool set_in_new_dict(struct plain *plain, const char *name, struct object *value)
{
    const struct table *names = class_of(&plain->base)->names;
    bool bare = plain->values == NULL;

    if (bare)
        plain->values = values_new(names->filled + names->usable);
    if (plain->values == NULL)
        return false;
    struct object *dict = make_dict(plain);
    if (dict != NULL && dict_set_str(dict, name, value))
        return true;
    unmake_dict(plain);
    if (bare && plain->values != NULL && plain->values->used == 0) {
        memory_free(plain->values);
        plain->values = NULL;
    }
    return false;
}

/* The position of @name among the values of @plain. -1: the class learns no more names, or, with an
 * error, no memory. */
static int place_of(struct plain *plain, const char *name)
{
    return plain->values == NULL ? -1 : class_add_name(class_of(&plain->base), name);
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
    int position = place_of(plain, name);
    if (position < 0)
        return error_occurred() != ERROR_MEMORY && set_in_new_dict(plain, name, value);
    values_set(plain->values, position, newref(value));
    return true;
}

bool(object_setattr_steal)(struct object *self, const char *name, struct object *value)
{
    bool set = value != NULL && object_setattr(self, name, value);

    xdecref(value);
    return set;
}

static bool delete_slot(struct object *self, const char *name)
{
    struct object **fields = fields_of(self);
    int position = class_find_name(class_of(self), name);

    if (position < 0)
        return no_attribute(self, name);
    if (fields[position] == NULL)
        return error_set(ERROR_ATTRIBUTE, "%s", name); /* all that Python says of an empty slot */
    clearref(&fields[position]);
    return true;
}

/* As in CPython, the class learns even a name that is only to be deleted; when it cannot, a dict
 * is made. */
bool object_delattr(struct object *self, const char *name)
{
    struct plain *plain = check_instance(self, "object_delattr");

    if (plain == NULL)
        return delete_slot(self, name);
    if (plain->dict != NULL) {
        if (dict_delete_str(plain->dict, name))
            return true;
        return error_occurred() == ERROR_MEMORY ? false : no_attribute(self, name);
    }
    int position = place_of(plain, name);
    if (position < 0 && (error_occurred() == ERROR_MEMORY || make_dict(plain) == NULL))
        return false;
    if (position < 0 || values_row(plain->values)[position] == NULL)
        return no_attribute(self, name);
    values_set(plain->values, position, NULL);
    return true;
}

struct object *(instance_dict)(struct object *self)
{
    struct plain *plain = check_instance(self, "instance_dict");

    if (plain == NULL) {
        no_attribute(self, "__dict__");
        return NULL;
    }
    return plain->dict != NULL ? plain->dict : make_dict(plain);
}

typedef void attribute_visitor(const char *name, struct object *value, void *argument);

/* Whoever is called may change anything: both are held meanwhile. */
static void visit_held(attribute_visitor *visit, struct object *name, struct object *value,
                       void *argument)
{
    incref(name);
    incref(value);
    visit(str_check(name) ? str_text(name) : "?", value, argument);
    decref(value);
    decref(name);
}

static void each_in_dict(struct object *dict, attribute_visitor *visit, void *argument)
{
    struct object *key, *value;
    intptr_t position = 0;

    incref(dict);
    while (dict_next(dict, &position, &key, &value))
        visit_held(visit, key, value, argument);
    decref(dict);
}

void instance_each(struct object *self, attribute_visitor *visit, void *argument)
{
    const struct plain *plain = check_instance(self, "instance_each");

    if (plain != NULL && plain->dict != NULL) {
        each_in_dict(plain->dict, visit, argument);
        return;
    }
    for (intptr_t i = 0; i < class_of(self)->names->filled; i++) {
        struct object **fields = fields_of(self);
        if (fields != NULL && fields[i] != NULL)
            visit_held(visit, table_entry(class_of(self)->names, i)->key, fields[i], argument);
    }
}
