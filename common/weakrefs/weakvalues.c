/* Dictionaries that forget. See weakvalues.h. */
#include "common/weakrefs/weakvalues.h"

#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/weakrefs/weakref.h"

struct weakvalues {
    struct object base;
    struct object *data;   /* a dict: key -> KeyedRef */
    struct object *remove; /* a function: the callback of every KeyedRef */
    struct weakref *weaklist;
};

static struct weakvalues *as_weakvalues(struct object *obj, const char *where)
{
    object_check(obj, &weakvalues_type, where);
    return (struct weakvalues *)obj;
}

static void weakvalues_dealloc(struct object *self)
{
    struct weakvalues *dict = (struct weakvalues *)self;

    gc_untrack(self);
    weakref_clear_all(self);
    xdecref(dict->remove);
    xdecref(dict->data);
    object_free(self);
}

static void visit_if_there(struct object *obj, visitor *visit, void *argument)
{
    if (obj != NULL)
        visit(obj, argument);
}

static void weakvalues_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct weakvalues *dict = (struct weakvalues *)self;

    visit_if_there(dict->remove, visit, argument);
    visit_if_there(dict->data, visit, argument);
}

/* No clear: every cycle through it goes through its dict, and is broken there. */
struct type weakvalues_type = {
    .base = TYPE_HEAD,
    .name = "WeakValueDictionary",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct weakvalues),
    .weaklist_offset = offsetof(struct weakvalues, weaklist),
    .dealloc = weakvalues_dealloc,
    .traverse = weakvalues_traverse,
    .hash = object_hash_identity,
};

/* The value behind a KeyedRef. New reference; NULL when it is dead, or @ref is NULL. */
static struct object *value_of(const struct object *ref)
{
    struct object *value = ref == NULL ? NULL : weakref_get(ref);

    if (value == none())
        clearref(&value);
    return value;
}

/* Takes the entry of @key out if its value is dead. False: @key's hash raised. */
static bool remove_dead(struct object *data, struct object *key)
{
    struct object *ref = dict_get(data, key);
    struct object *value = value_of(ref);

    if (ref == NULL)
        return error_occurred() == ERROR_NONE;
    if (value == NULL)
        return dict_delete(data, key);
    decref(value);
    return true;
}

/* What every KeyedRef calls: @self is a weak reference to the dictionary. The entry may own the
 * last reference to the KeyedRef and to its key. */
static bool value_died(struct object *self, struct object *const *arguments, size_t count)
{
    struct weakvalues *dict = (struct weakvalues *)value_of(self);

    (void)count;
    if (dict == NULL)
        return true;
    struct object *key = newref(weakref_key(arguments[0]));
    bool fine = remove_dead(dict->data, key);
    decref(key);
    decref(&dict->base);
    return fine;
}

/* @return whether all parts could be made. */
static bool make_parts(struct weakvalues *dict)
{
    struct object *self = weakref_new(&dict->base, NULL);

    if (self == NULL)
        return false;
    dict->remove = function_new("remove", value_died, self);
    decref(self);
    dict->data = dict->remove == NULL ? NULL : dict_new();
    return dict->data != NULL;
}

struct object *(weakvalues_new)(void)
{
    struct object *dict = object_alloc(&weakvalues_type, 0);

    if (dict == NULL)
        return NULL;
    if (!make_parts((struct weakvalues *)dict))
        clearref(&dict);
    else
        gc_track(dict);
    return dict;
}

bool(weakvalues_set)(struct object *dict, struct object *key, struct object *value)
{
    struct weakvalues *self = as_weakvalues(dict, "weakvalues_set");

    struct object *ref = weakref_new_keyed(value, self->remove, key);
    bool fine = ref != NULL && dict_set(self->data, key, ref);
    xdecref(ref);
    return fine;
}

struct object *weakvalues_get(struct object *dict, struct object *key)
{
    return value_of(dict_get(as_weakvalues(dict, "weakvalues_get")->data, key));
}

intptr_t weakvalues_size(struct object *dict)
{
    return dict_size(as_weakvalues(dict, "weakvalues_size")->data);
}
