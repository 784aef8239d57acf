/* The library as a backend: nearly every operation is a function of common/ as it stands. */
#define thing object
#include "common/tests/conformance/backend.h"

#include <stdio.h>

#include "common/collector/gc.h"
#include "common/objects/freelist.h"
#include "common/objects/sys.h"
#include "common/runtime.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/* What a full collection with freeze() leaves behind when no garbage is there. */
static void settle(void)
{
    freelists_clear();
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_merge(&collector.generations[i].head, &collector.permanent);
        collector.generations[i].count = 0;
    }
}

static void start(void)
{
    runtime_init();
    collector.enabled = false;
}

static struct object *none_new(void)
{
    return newref(none());
}

static struct object *new_class(const struct class_plan *plan)
{
    return class_new(
        &(struct class_spec){.name = plan->name, .slots = plan->slots, .finalize = plan->finalize});
}

static struct object *dict_of(struct object *self)
{
    struct object *dict = instance_dict(self);

    xincref(dict);
    return dict;
}

static void atom_text(struct object *obj, char *text, size_t size)
{
    text[0] = '\0';
    if (obj->type == &int_type || obj->type == &bool_type)
        snprintf(text, size, "%lld", int_value(obj));
    else if (str_check(obj))
        snprintf(text, size, "%s", str_text(obj));
}

static bool is_name(const struct object *obj)
{
    (void)obj;
    return false;
}

static void clear(struct object *obj)
{
    if (obj->type->clear != NULL)
        obj->type->clear(obj);
}

static void each_in(int generation, thing_visitor *visit, void *argument)
{
    const struct gc_head *list = &collector.generations[generation].head;

    for (const struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        visit(object_of(node), argument);
}

static const char *take_error(void)
{
    static const char *const kinds[] = {
        [ERROR_NONE] = "",
        [ERROR_ATTRIBUTE] = "AttributeError",
        [ERROR_INDEX] = "IndexError",
        [ERROR_KEY] = "KeyError",
        [ERROR_MEMORY] = "MemoryError",
        [ERROR_RECURSION] = "RecursionError",
        [ERROR_RUNTIME] = "RuntimeError",
        [ERROR_SYSTEM] = "SystemError",
        [ERROR_TYPE] = "TypeError",
        [ERROR_VALUE] = "ValueError",
    };
    const char *kind = kinds[error_occurred()];

    error_clear();
    return kind;
}

const struct backend backend_ours = {
    .name = "reclaim",
    .start = start,
    .finish = runtime_finish,
    .settle = settle,
    .none = none_new,
    .bool_new = bool_new,
    .int_new = int_new,
    .str_new = str_new,
    .list_new = list_new,
    .tuple_new = tuple_new,
    .dict_new = dict_new,
    .class_new = new_class,
    .instance_new = instance_new,
    .incref = incref,
    .decref = decref,
    .list_size = list_size,
    .list_get = list_get,
    .list_set = list_set,
    .list_append = list_append,
    .list_insert = list_insert,
    .list_delete = list_delete,
    .list_pop = list_pop,
    .list_clear = list_clear,
    .tuple_size = tuple_size,
    .tuple_get = tuple_get,
    .tuple_set = tuple_set,
    .dict_size = dict_size,
    .dict_get = dict_get,
    .dict_set = dict_set,
    .dict_delete = dict_delete,
    .dict_next = dict_next,
    .dict_clear = dict_clear,
    .getattr = object_getattr,
    .setattr = object_setattr,
    .delattr = object_delattr,
    .dict_of = dict_of,
    .refcount = refcount,
    .is_tracked = gc_is_tracked,
    .is_finalized = gc_is_finalized,
    .getsizeof = sys_getsizeof,
    .type_name = object_type_name,
    .atom_text = atom_text,
    .is_name = is_name,
    .traverse = object_traverse,
    .clear = clear,
    .get_count = gc_get_count,
    .each_in = each_in,
    .take_error = take_error,
};
