/* Weak references. See weakref.h. */
#include "common/weakrefs/weakref.h"

#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/list.h"

struct keyed_ref {
    struct weakref ref;
    struct object *key;
};

static struct weakref *as_ref(const struct object *obj, const char *where)
{
    if (obj == NULL || obj->refcount <= 0 || !weakref_check(obj))
        fatal(where, "expected a weakref, got %s", obj == NULL ? "NULL" : object_type_name(obj));
    return (struct weakref *)(uintptr_t)obj;
}

/* Where the list of @obj's weak references starts; NULL when it can have none. */
struct weakref **weakref_list_of(const struct object *obj)
{
    size_t offset = obj->type->weaklist_offset;

    return offset == 0 ? NULL : (struct weakref **)((uintptr_t)obj + offset);
}

/* Takes @ref out of its referent's list; it answers None from now on. Its callback stays. */
void weakref_detach(struct weakref *ref)
{
    if (ref->referent == NULL)
        return;
    struct weakref **list = weakref_list_of(ref->referent);
    if (*list == ref)
        *list = ref->next;
    if (ref->prev != NULL)
        ref->prev->next = ref->next;
    if (ref->next != NULL)
        ref->next->prev = ref->prev;
    ref->prev = ref->next = NULL;
    ref->referent = NULL;
}

/* The referent; NULL when it is dead, or dying: what counts 0 may wait to be released. Borrowed. */
static struct object *live_referent(const struct weakref *ref)
{
    return ref->referent != NULL && ref->referent->refcount > 0 ? ref->referent : NULL;
}

static void weakref_clear(struct object *self)
{
    struct weakref *ref = (struct weakref *)self;

    weakref_detach(ref);
    clearref(&ref->callback);
}

static void weakref_dealloc(struct object *self)
{
    gc_untrack(self);
    weakref_clear(self);
    object_free(self);
}

static void weakref_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct weakref *ref = (struct weakref *)self;

    if (ref->callback != NULL)
        visit(ref->callback, argument);
}

/* The hash of the referent, remembered for after its death. */
static bool weakref_hash(struct object *self, size_t *hash)
{
    struct weakref *ref = (struct weakref *)self;

    if (!ref->hashed) {
        if (live_referent(ref) == NULL)
            return error_set(ERROR_TYPE, "weak object has gone away");
        if (!object_hash(ref->referent, &ref->hash))
            return false;
        ref->hashed = true;
    }
    *hash = ref->hash;
    return true;
}

/* By referent while both live, by identity after. */
static bool weakref_equal(struct object *self, struct object *other)
{
    struct object *a = live_referent((struct weakref *)self);
    struct object *b = weakref_check(other) ? live_referent((struct weakref *)other) : NULL;

    return a != NULL && b != NULL && object_equal(a, b);
}

struct type weakref_type = {
    .base = TYPE_HEAD,
    .name = "weakref.ReferenceType",
    .flags = TYPE_GC,
    .basic_size = sizeof(struct weakref),
    .dealloc = weakref_dealloc,
    .traverse = weakref_traverse,
    .clear = weakref_clear,
    .hash = weakref_hash,
    .equal = weakref_equal,
};

static void keyed_ref_dealloc(struct object *self)
{
    gc_untrack(self);
    clearref(&((struct keyed_ref *)self)->key);
    weakref_dealloc(self);
}

static void keyed_ref_traverse(struct object *self, visitor *visit, void *argument)
{
    visit(((struct keyed_ref *)self)->key, argument);
    weakref_traverse(self, visit, argument);
}

struct type keyed_ref_type = {
    .base = TYPE_HEAD,
    .name = "KeyedRef",
    .flags = TYPE_GC,
    .basic_size = sizeof(struct keyed_ref),
    .dealloc = keyed_ref_dealloc,
    .traverse = keyed_ref_traverse,
    .clear = weakref_clear,
    .hash = weakref_hash,
    .equal = weakref_equal,
};

/* The shared one without a callback, if there is one, heads the list. */
static struct weakref *shared_ref(struct weakref *const *list)
{
    struct weakref *first = *list;

    return first != NULL && first->callback == NULL && first->base.type == &weakref_type ? first
                                                                                         : NULL;
}

/* Puts @ref behind @after, or at the head. */
static void attach(struct weakref *ref, struct weakref **list, struct weakref *after)
{
    ref->prev = after;
    ref->next = after == NULL ? *list : after->next;
    if (ref->next != NULL)
        ref->next->prev = ref;
    if (after == NULL)
        *list = ref;
    else
        after->next = ref;
}

/* A weak reference in no list yet. */
static struct weakref *alloc(struct type *type, struct object *callback)
{
    struct weakref *ref = (struct weakref *)object_alloc(type, 0);

    if (ref == NULL)
        return NULL;
    xincref(callback);
    ref->callback = callback;
    return ref;
}

static struct weakref **list_or_error(const struct object *referent)
{
    struct weakref **list = weakref_list_of(referent);

    if (list == NULL)
        error_set(ERROR_TYPE, "cannot create weak reference to '%s' object", referent->type->name);
    return list;
}

/* Making it may start a collection, which may change the list: the place is looked for afterwards.
 */
struct object *(weakref_new)(struct object *referent, struct object *callback)
{
    struct weakref **list = list_or_error(referent);

    if (list == NULL)
        return NULL;
    if (callback == none())
        callback = NULL;
    if (callback == NULL && shared_ref(list) != NULL)
        return newref(&shared_ref(list)->base);
    struct weakref *ref = alloc(&weakref_type, callback);
    if (ref == NULL)
        return NULL;
    gc_track(&ref->base);
    struct weakref *shared = shared_ref(list);
    if (callback == NULL && shared != NULL) {
        decref(&ref->base);
        return newref(&shared->base);
    }
    ref->referent = referent;
    attach(ref, list, shared);
    return &ref->base;
}

struct object *(weakref_new_keyed)(struct object *referent, struct object *callback,
                                   struct object *key)
{
    struct weakref **list = list_or_error(referent);
    struct weakref *ref = list == NULL ? NULL : alloc(&keyed_ref_type, callback);

    if (ref == NULL)
        return NULL;
    ((struct keyed_ref *)ref)->key = newref(key);
    gc_track(&ref->base);
    ref->referent = referent;
    attach(ref, list, shared_ref(list));
    return &ref->base;
}

struct object *weakref_key(const struct object *ref)
{
    object_check(ref, &keyed_ref_type, "weakref_key");
    return ((const struct keyed_ref *)ref)->key;
}

struct object *weakref_get(const struct object *ref)
{
    struct object *referent = live_referent(as_ref(ref, "weakref_get"));

    return newref(referent != NULL ? referent : none());
}

struct object *weakref_callback(const struct object *ref)
{
    return as_ref(ref, "weakref_callback")->callback;
}

bool weakref_check(const struct object *obj)
{
    return obj->type == &weakref_type || obj->type == &keyed_ref_type;
}

size_t weakref_getweakrefcount(const struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);
    size_t count = 0;

    for (const struct weakref *ref = list == NULL ? NULL : *list; ref != NULL; ref = ref->next)
        count++;
    return count;
}

/* The first weak reference from @ref on that is not dying itself; a KeyedRef is, while its key
 * goes.
 */
static struct weakref *next_live(struct weakref *ref)
{
    while (ref != NULL && ref->base.refcount <= 0)
        ref = ref->next;
    return ref;
}

static struct weakref *first_live(const struct object *obj)
{
    struct weakref **list = weakref_list_of(obj);

    return list == NULL ? NULL : next_live(*list);
}

static intptr_t count_live(const struct object *obj)
{
    intptr_t count = 0;

    for (struct weakref *ref = first_live(obj); ref != NULL; ref = next_live(ref->next))
        count++;
    return count;
}

/* A list of as many empty slots as @obj has weak references that live. Making it may collect some
 * of them. */
static struct object *list_of_size(const struct object *obj)
{
    struct object *refs = NULL;

    do {
        xdecref(refs);
        refs = list_new(count_live(obj));
    } while (refs != NULL && list_size(refs) != count_live(obj));
    return refs;
}

struct object *(weakref_getweakrefs)(const struct object *obj)
{
    struct object *refs = list_of_size(obj);
    struct weakref *ref = first_live(obj);

    for (intptr_t i = 0; refs != NULL && i < list_size(refs); i++, ref = next_live(ref->next))
        list_set(refs, i, newref(&ref->base));
    return refs;
}
