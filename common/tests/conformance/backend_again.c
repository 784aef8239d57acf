/* See backend_again.h. */
#define thing object
#include "common/tests/conformance/backend_again.h"

#include <stdio.h>

#include "common/base/state.h"
#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"

struct backend backend_again;
struct collector_backend collector_again;
struct again again;

void again_begin(void)
{
    again = (struct again){0};
}

static void mix(size_t *digest, size_t value)
{
    *digest = (*digest ^ value) * 0x100000001B3u;
}

static void mix_referent(struct object *referent, void *argument)
{
    mix(argument, (size_t)referent);
}

/* A number that changes with any tracked object, its count, its referents, or their order. Blocks
 * and gc_get_count() are not in it: half an object that is given up may stay in a free list, in
 * CPython too. */
static size_t look(void)
{
    size_t digest = 1;

    for (int i = 0; i < GC_GENERATIONS; i++) {
        const struct gc_head *list = &collector.generations[i].head;
        for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node)) {
            struct object *obj = object_of(node);
            mix(&digest, (size_t)obj);
            mix(&digest, (size_t)obj->refcount);
            object_traverse(obj, mix_referent, &digest);
        }
    }
    return digest;
}

static size_t collections(void)
{
    size_t count = 0;

    for (int i = 0; i < GC_GENERATIONS; i++)
        count += collector.stats[i].collections;
    return count;
}

struct before {
    size_t digest, collections;
};

/* While no failure is to come there is nothing to compare with. */
static struct before before(void)
{
    bool awaited = runtime.memory.fail_at > runtime.memory.requests;

    return (struct before){awaited ? look() : 0, collections()};
}

/* Whether an operation that returned NULL or false did so for want of memory; then it is checked
 * that it left no trace. */
static bool failed(struct before before)
{
    static char report[200];

    if (error_occurred() != ERROR_MEMORY)
        return false;
    error_clear();
    again.failures++;
    if (collector.collecting) /* verify() and look() see only what stands in a generation */
        return true;
    if (!collector_ours.verify(report, sizeof report))
        again.fault = report;
    else if (collections() == before.collections && look() != before.digest)
        again.fault = "something has changed";
    return true;
}

static struct object *do_int(long long value)
{
    struct object *made;

    for (struct before then = before(); (made = int_new(value)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_str(const char *text)
{
    struct object *made;

    for (struct before then = before(); (made = str_new(text)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_list(intptr_t size)
{
    struct object *made;

    for (struct before then = before(); (made = list_new(size)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_tuple(intptr_t size)
{
    struct object *made;

    for (struct before then = before(); (made = tuple_new(size)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_dict(void)
{
    struct object *made;

    for (struct before then = before(); (made = dict_new()) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_instance(struct object *cls)
{
    struct object *made;

    for (struct before then = before(); (made = instance_new(cls)) == NULL && failed(then);)
        continue;
    return made;
}

static bool do_append(struct object *list, struct object *item)
{
    bool done;

    for (struct before then = before(); !(done = list_append(list, item)) && failed(then);)
        continue;
    return done;
}

static bool do_insert(struct object *list, intptr_t index, struct object *item)
{
    bool done;

    for (struct before then = before(); !(done = list_insert(list, index, item)) && failed(then);)
        continue;
    return done;
}

static bool do_dict_set(struct object *dict, struct object *key, struct object *value)
{
    bool done;

    for (struct before then = before(); !(done = dict_set(dict, key, value)) && failed(then);)
        continue;
    return done;
}

static struct object *do_getattr(struct object *self, const char *name)
{
    struct object *found;

    for (struct before then = before();
         (found = object_getattr(self, name)) == NULL && failed(then);)
        continue;
    return found;
}

static bool do_setattr(struct object *self, const char *name, struct object *value)
{
    bool done;

    for (struct before then = before();
         !(done = object_setattr(self, name, value)) && failed(then);)
        continue;
    return done;
}

static bool do_delattr(struct object *self, const char *name)
{
    bool done;

    for (struct before then = before(); !(done = object_delattr(self, name)) && failed(then);)
        continue;
    return done;
}

static struct object *do_dict_of(struct object *self)
{
    struct object *made;

    for (struct before then = before();
         (made = backend_ours.dict_of(self)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_get_objects(int generation)
{
    struct object *made;

    for (struct before then = before();
         (made = gc_get_objects(generation)) == NULL && failed(then);)
        continue;
    return made;
}

/* One of the questions that are answered with a list. */
static struct object *ask(struct object *(*question)(struct object *obj), struct object *obj)
{
    struct object *made;

    for (struct before then = before(); (made = question(obj)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_get_referrers(struct object *obj)
{
    return ask(collector_ours.get_referrers, obj);
}

static struct object *do_get_referents(struct object *obj)
{
    return ask(collector_ours.get_referents, obj);
}

static struct object *do_weakrefs(struct object *obj)
{
    return ask(collector_ours.weakrefs, obj);
}

static struct object *do_weakref(struct object *referent, struct object *callback)
{
    struct object *made;

    for (struct before then = before();
         (made = weakref_new(referent, callback)) == NULL && failed(then);)
        continue;
    return made;
}

static struct object *do_function(struct object *self)
{
    struct object *made;

    for (struct before then = before();
         (made = (collector_ours.function_new)(self)) == NULL && failed(then);)
        continue;
    return made;
}

void again_init(void)
{
    backend_again = backend_ours;
    backend_again.int_new = do_int;
    backend_again.str_new = do_str;
    backend_again.list_new = do_list;
    backend_again.tuple_new = do_tuple;
    backend_again.dict_new = do_dict;
    backend_again.instance_new = do_instance;
    backend_again.list_append = do_append;
    backend_again.list_insert = do_insert;
    backend_again.dict_set = do_dict_set;
    backend_again.getattr = do_getattr;
    backend_again.setattr = do_setattr;
    backend_again.delattr = do_delattr;
    backend_again.dict_of = do_dict_of;
    collector_again = collector_ours;
    collector_again.get_objects = do_get_objects;
    collector_again.get_referrers = do_get_referrers;
    collector_again.get_referents = do_get_referents;
    collector_again.weakref_new = do_weakref;
    collector_again.weakrefs = do_weakrefs;
    collector_again.function_new = do_function;
}
