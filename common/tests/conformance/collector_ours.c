/* The library's collector, weak references and functions as a backend. */
#define thing object
#include "common/tests/conformance/backend_collector.h"

#include <string.h>

#include "common/tests/conformance/hooks.h"

#include "common/base/state.h"
#include "common/collector/gc.h"
#include "common/looking/verify.h"
#include "common/types/function.h"
#include "common/types/list.h"
#include "common/weakrefs/weakref.h"

enum { MOST_HIDDEN = 16 };

static struct gc_head *hidden[MOST_HIDDEN]; /* untracked, so that verify() does not miss them */
static int hidden_count;
static bool was_enabled;

static void reset(void)
{
    gc_disable();
    gc_set_debug(0);
    gc_set_debug_sink(hook_line, &worlds[0]);
    gc_set_threshold((const int[]){700, 10, 10});
    list_clear(gc_garbage());
    list_clear(gc_callbacks());
    gc_unfreeze();
    memset(collector.stats, 0, sizeof collector.stats);
    collector.long_lived_total = collector.long_lived_pending = 0;
    runtime.error.unraisable = 0;
}

static void hide(void)
{
    struct gc_head *permanent = &collector.permanent;

    while (!gc_list_is_empty(permanent)) {
        if (hidden_count == MOST_HIDDEN)
            fatal("hide", "more than %d objects", MOST_HIDDEN);
        hidden[hidden_count++] = gc_next(permanent);
        gc_list_remove(gc_next(permanent));
    }
}

static void unhide(void)
{
    for (int i = 0; i < hidden_count; i++)
        gc_list_append(hidden[i], &collector.permanent);
    hidden_count = 0;
}

static void pause_(void)
{
    was_enabled = gc_is_enabled();
    gc_disable();
}

static void resume(void)
{
    collector.enabled = was_enabled;
}

static void facts(struct collector_facts *facts)
{
    *facts = (struct collector_facts){
        .long_lived_total = (intptr_t)collector.long_lived_total,
        .long_lived_pending = (intptr_t)collector.long_lived_pending,
        .freeze_count = (intptr_t)gc_get_freeze_count(),
        .unraisable = (intptr_t)runtime.error.unraisable,
        .enabled = gc_is_enabled(),
    };
    struct gc_stats stats[GC_GENERATIONS];
    gc_get_threshold(facts->thresholds);
    gc_get_stats(stats);
    for (int i = 0; i < GC_GENERATIONS; i++) {
        facts->stats[i][0] = (intptr_t)stats[i].collections;
        facts->stats[i][1] = (intptr_t)stats[i].collected;
        facts->stats[i][2] = (intptr_t)stats[i].uncollectable;
    }
}

static void each_frozen(thing_visitor *visit, void *argument)
{
    const struct gc_head *list = &collector.permanent;

    for (const struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        visit(object_of(node), argument);
}

static struct object *referrers(struct object *obj)
{
    return gc_get_referrers(&obj, 1);
}

static struct object *referents(struct object *obj)
{
    return gc_get_referents(&obj, 1);
}

static struct object *ref_get(struct object *ref)
{
    return weakref_get(ref);
}

static struct object *ref_callback(struct object *ref)
{
    return weakref_callback(ref);
}

static intptr_t ref_count(struct object *obj)
{
    return (intptr_t)weakref_getweakrefcount(obj);
}

static struct object *refs(struct object *obj)
{
    return weakref_getweakrefs(obj);
}

static void each_weakref(struct object *obj, thing_visitor *visit, void *argument)
{
    if (obj->type->weaklist_offset == 0)
        return;
    struct weakref **list = (struct weakref **)((uintptr_t)obj + obj->type->weaklist_offset);
    for (struct weakref *ref = *list; ref != NULL; ref = ref->next)
        visit(&ref->base, argument);
}

static void finalize(struct object *self)
{
    if (!hook_finalize(&worlds[0], self))
        error_set(ERROR_VALUE, "raised by a finalizer");
}

static void legacy_del(struct object *self)
{
    if (!hook_legacy(&worlds[0], self))
        error_set(ERROR_VALUE, "raised by a legacy finalizer");
}

static void make_legacy(struct object *cls)
{
    ((struct type *)cls)->legacy_del = legacy_del;
}

static bool body(struct object *self, struct object *const *arguments, size_t count)
{
    if (hook_called(&worlds[0], self, arguments, count))
        return true;
    return error_set(ERROR_VALUE, "raised by a hook");
}

static struct object *new_function(struct object *self)
{
    return function_new("hook", body, self);
}

static bool call(struct object *callable, struct object *argument)
{
    return object_call(callable, &argument, 1);
}

static void raise_(void)
{
    error_set(ERROR_VALUE, "raised");
}

static void start(void)
{
}

const struct collector_backend collector_ours = {
    .start = start,
    .reset = reset,
    .hide = hide,
    .unhide = unhide,
    .pause = pause_,
    .resume = resume,
    .collect = gc_collect,
    .enable = gc_enable,
    .disable = gc_disable,
    .set_threshold = gc_set_threshold,
    .freeze = gc_freeze,
    .unfreeze = gc_unfreeze,
    .set_debug = gc_set_debug,
    .facts = facts,
    .each_frozen = each_frozen,
    .garbage = gc_garbage,
    .callbacks = gc_callbacks,
    .get_objects = gc_get_objects,
    .get_referrers = referrers,
    .get_referents = referents,
    .weakref_new = weakref_new,
    .weakref_get = ref_get,
    .weakref_callback = ref_callback,
    .weakref_count = ref_count,
    .weakrefs = refs,
    .each_weakref = each_weakref,
    .finalize = finalize,
    .make_legacy = make_legacy,
    .function_new = new_function,
    .call = call,
    .hash = object_hash,
    .equal = object_equal,
    .raise = raise_,
    .verify = verify,
};
