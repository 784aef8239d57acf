/* The workloads on our library. */
#include <stdio.h>

#include "common/collector/gc.h"
#include "common/runtime.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"

static struct object *node_class;
static const char *const link_names[] = {"left", "right"};

static bool do_nothing(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    return true;
}

#define OBJECT                          struct object
#define KEEP(obj)                       newref(obj)
#define DROP(obj)                       decref(obj)
#define NEW_INT(value)                  int_new(value)
#define NEW_STR(text)                   str_new(text)
#define NEW_LIST(n)                     list_new(n)
#define LIST_SET(list, i, item)         list_set(list, i, item)
#define NEW_TUPLE(n)                    tuple_new(n)
#define TUPLE_SET(tuple, i, item)       tuple_set(tuple, i, item)
#define NEW_DICT()                      dict_new()
#define DICT_SET(dict, key, value)      dict_set(dict, key, value)
#define DICT_GET(dict, key)             dict_get(dict, key)
#define NEW_INSTANCE()                  instance_new(node_class)
#define ASK_FOR_DICT(instance)          (void)instance_dict(instance)
#define SET_LINK(instance, link, value) object_setattr(instance, link_names[link], value)
#define NEW_WEAKREF(referent, callback) weakref_new(referent, callback)
#define NEW_CALLBACK()                  function_new("nothing", do_nothing, NULL)
#define COLLECT()                       gc_collect(GC_OLDEST)
#define COLLECTIONS(on)                 ((on) ? gc_enable() : gc_disable())
#define TRACING(on)                     ((on) ? (void)tracemalloc_start(1) : tracemalloc_stop())

#include "common/tests/bench/workloads.h"

static void start(void)
{
    runtime_init();
    gc_disable();
    node_class = class_new_plain("Node");
    make_keys();
    teach_class();
}

static void stop(void)
{
    drop_keys();
    decref(node_class);
    runtime_finish();
}

const struct side side_ours = {"reclaim", start,     stop,         workloads,
                               weights,   make_ring, collect_once, drop_ring};
