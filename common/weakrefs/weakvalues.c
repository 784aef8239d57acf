/* Dictionaries that forget. See weakvalues.h. */
#include "common/weakrefs/weakvalues.h"

#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/list.h"
#include "common/weakrefs/weakref.h"

struct weakvalues {
    struct object base;
    struct object *data;    /* a dict: key -> KeyedRef */
    struct object *remove;  /* a function: the callback of every KeyedRef */
    struct object *pending; /* a list: keys whose values died during an iteration */
    size_t iterating;       /* iterations under way */
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
    xdecref(dict->pending);
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
    visit_if_there(dict->pending, visit, argument);
    visit_if_there(dict->data, visit, argument);
}

/* No clear: every cycle through it goes through its dict or its list, and is broken there. */
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
    bool fine =
        dict->iterating > 0 ? list_append(dict->pending, key) : remove_dead(dict->data, key);
    decref(key);
    decref(&dict->base);
    return fine;
}

/* Takes out what died during an iteration, the latest first. An error that is pending stays. */
static void commit_removals(struct weakvalues *dict)
{
    struct error pending;

    if (list_size(dict->pending) == 0)
        return;
    error_fetch(&pending);
    while (list_size(dict->pending) > 0) {
        struct object *key = list_pop(dict->pending, list_size(dict->pending) - 1);
        remove_dead(dict->data, key);
        decref(key);
    }
    error_restore(&pending);
}

/* @return whether all parts could be made. */
static bool make_parts(struct weakvalues *dict)
{
    struct object *self = weakref_new(&dict->base, NULL);

    if (self == NULL)
        return false;
    dict->remove = function_new("remove", value_died, self);
    decref(self);
    dict->pending = dict->remove == NULL ? NULL : list_new(0);
    dict->data = dict->pending == NULL ? NULL : dict_new();
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

    commit_removals(self);
    struct object *ref = weakref_new_keyed(value, self->remove, key);
    bool fine = ref != NULL && dict_set(self->data, key, ref);
    xdecref(ref);
    return fine;
}

struct object *weakvalues_get(struct object *dict, struct object *key)
{
    struct weakvalues *self = as_weakvalues(dict, "weakvalues_get");

    commit_removals(self);
    return value_of(dict_get(self->data, key));
}

bool weakvalues_contains(struct object *dict, struct object *key)
{
    struct object *value = weakvalues_get(dict, key);
    bool there = value != NULL;

    xdecref(value);
    return there;
}

bool weakvalues_delete(struct object *dict, struct object *key)
{
    struct weakvalues *self = as_weakvalues(dict, "weakvalues_delete");

    commit_removals(self);
    return dict_delete(self->data, key);
}

intptr_t weakvalues_size(struct object *dict)
{
    struct weakvalues *self = as_weakvalues(dict, "weakvalues_size");

    commit_removals(self);
    return dict_size(self->data);
}

void weakvalues_begin(struct weakvalues_iterator *items, struct object *dict)
{
    struct weakvalues *self = as_weakvalues(dict, "weakvalues_begin");

    commit_removals(self);
    self->iterating++;
    intptr_t size = dict_size(self->data);
    *items = (struct weakvalues_iterator){.dict = newref(dict), .size = size, .left = size};
}

void weakvalues_end(struct weakvalues_iterator *items)
{
    struct weakvalues *dict = (struct weakvalues *)items->dict;

    if (dict == NULL)
        return;
    if (--dict->iterating == 0)
        commit_removals(dict);
    clearref(&items->dict);
    clearref(&items->key);
    clearref(&items->value);
}

/* Steps to the next entry and gives a new reference to its KeyedRef in @ref, since releasing the
 * key before may change the dictionary. False: there is none, or RuntimeError. */
static bool next_entry(struct weakvalues_iterator *items, struct object **ref)
{
    const struct weakvalues *dict = (struct weakvalues *)items->dict;
    struct object *key;

    if (dict_size(dict->data) != items->size)
        return error_set(ERROR_RUNTIME, "dictionary changed size during iteration");
    if (!dict_next(dict->data, &items->position, &key, ref))
        return false;
    if (items->left-- == 0)
        return error_set(ERROR_RUNTIME, "dictionary keys changed during iteration");
    incref(*ref);
    setref(&items->key, newref(key));
    return true;
}

bool weakvalues_next(struct weakvalues_iterator *items, struct object **key, struct object **value)
{
    struct object *ref;

    while (items->dict != NULL && next_entry(items, &ref)) {
        setref(&items->value, value_of(ref));
        decref(ref);
        if (items->value == NULL)
            continue;
        *key = items->key;
        *value = items->value;
        return true;
    }
    weakvalues_end(items);
    return false;
}
