/*
 * A collection, phase by phase. collect_generation() reads as the algorithm.
 *
 * What the number it returns counts: tracked containers of the collected generations that were
 * unreachable and did not come back, whether or not they could then be freed; and weak references
 * that their own callbacks freed. Atoms, untracked tuples and dicts, and older objects that fall
 * with the garbage are not counted.
 */
#include "common/gc_collect.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "common/atoms.h"
#include "common/dict.h"
#include "common/finalize.h"
#include "common/function.h"
#include "common/list.h"
#include "common/observe.h"
#include "common/runtime.h"
#include "common/tuple.h"
#include "common/weakref.h"

/* What one look at the garbage finds, so that phases with nothing to do are left out. */
struct survey {
    size_t size;
    bool legacy, weakrefs, finalizers;
};

/* One collection under way. */
struct collection {
    int generation;
    struct gc_head *young; /* what is examined */
    struct gc_head *old;   /* where survivors go; young itself in a full collection */
    struct gc_head unreachable;
    struct gc_head uncollectable; /* objects with a legacy finalizer, and what they refer to */
    struct survey survey;
    size_t collected;
    size_t kept; /* of uncollectable */
    struct timespec began;
};

__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...)
{
    char line[300];
    va_list arguments;

    if (runtime.gc.debug_sink == NULL)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    runtime.gc.debug_sink(line, runtime.gc.debug_argument);
}

static void tell_start(struct collection *c)
{
    const struct gc_generation *generations = runtime.gc.generations;

    if (!(runtime.gc.debug & GC_DEBUG_STATS))
        return;
    clock_gettime(CLOCK_MONOTONIC, &c->began);
    tell("gc: collecting generation %d...", c->generation);
    tell("gc: objects in each generation: %zu %zu %zu", gc_list_size(&generations[0].head),
         gc_list_size(&generations[1].head), gc_list_size(&generations[2].head));
    tell("gc: objects in permanent generation: %zu", gc_list_size(&runtime.gc.permanent));
}

static void tell_done(const struct collection *c)
{
    struct timespec now;

    if (!(runtime.gc.debug & GC_DEBUG_STATS))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - c->began.tv_sec) + (double)(now.tv_nsec - c->began.tv_nsec) / 1e9;
    tell("gc: done, %zu unreachable, %zu uncollectable, %.4fs elapsed", c->collected + c->kept,
         c->kept, seconds);
}

static void tell_each(const struct gc_head *list, unsigned flag, const char *what)
{
    if (!(runtime.gc.debug & flag))
        return;
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        tell("gc: %s <%s %p>", what, object_type_name(object_of(node)), (void *)object_of(node));
}

/* The counts start again, and the younger generations join the one that is collected. */
static void merge_younger(struct collection *c)
{
    struct gc_generation *generations = runtime.gc.generations;

    c->young = &generations[c->generation].head;
    c->old = c->generation < GC_OLDEST ? &generations[c->generation + 1].head : c->young;
    if (c->generation < GC_OLDEST)
        generations[c->generation + 1].count++;
    for (int i = 0; i <= c->generation; i++)
        generations[i].count = 0;
    for (int i = 0; i < c->generation; i++)
        gc_list_merge(&generations[i].head, c->young);
    gc_list_init(&c->uncollectable);
    observe_phase(OBSERVE_MERGED, c->young, NULL);
}

/* Untracks tuples that hold only atoms. @return the number of members that stay; whether a dict is
 * among them goes to
 * @dicts. */
static size_t untrack_tuples(struct gc_head *list, bool *dicts)
{
    size_t size = 0;

    *dicts = false;
    for (struct gc_head *node = gc_next(list), *next; node != list; node = next) {
        struct object *obj = object_of(node);
        next = gc_next(node);
        if (obj->type == &tuple_type)
            tuple_maybe_untrack(obj);
        size += node->next != 0;
        *dicts = *dicts || obj->type == &dict_type;
    }
    return size;
}

/* The same for dicts, after the tuples, since a dict may hold one. @return how many it untracked.
 */
static size_t untrack_dicts(struct gc_head *list)
{
    size_t untracked = 0;

    for (struct gc_head *node = gc_next(list), *next; node != list; node = next) {
        next = gc_next(node);
        if (object_of(node)->type == &dict_type)
            dict_maybe_untrack(object_of(node));
        untracked += node->next == 0;
    }
    return untracked;
}

/* Survivors that hold only atoms are untracked, dicts only by a full collection; the rest grow
 * older. */
static void promote_survivors(struct collection *c)
{
    struct gc_state *gc = &runtime.gc;
    bool dicts;
    size_t survivors = untrack_tuples(c->young, &dicts);

    if (c->generation == GC_OLDEST) {
        gc->long_lived_pending = 0;
        gc->long_lived_total = survivors - (dicts ? untrack_dicts(c->young) : 0);
    } else {
        if (c->generation == GC_OLDEST - 1)
            gc->long_lived_pending += survivors;
        gc_list_merge(c->young, c->old);
    }
    observe_phase(OBSERVE_PROMOTED, NULL, &c->unreachable);
}

static struct survey survey_garbage(const struct gc_head *garbage)
{
    struct survey survey = {0};

    for (struct gc_head *node = gc_next(garbage); node != garbage; node = gc_next(node)) {
        const struct object *obj = object_of(node);
        survey.size++;
        survey.legacy |= obj->type->legacy_del != NULL;
        survey.weakrefs |= weakref_concerns(obj);
        survey.finalizers |= finalize_is_due(obj);
    }
    return survey;
}

static void move_marked(struct object *referent, void *argument)
{
    if (!object_is_gc(referent) || !(gc_head_of(referent)->prev & GC_COLLECTING))
        return;
    gc_list_move(gc_head_of(referent), argument);
    gc_head_of(referent)->prev &= ~(uintptr_t)GC_COLLECTING;
}

/* A legacy finalizer could not tell whether what it refers to is still whole: it and all that it
 * reaches stay. */
static void set_aside_legacy(struct collection *c)
{
    struct gc_head *node, *next;

    for (node = gc_next(&c->unreachable); node != &c->unreachable; node = next) {
        next = gc_next(node);
        if (object_of(node)->type->legacy_del != NULL)
            move_marked(object_of(node), &c->uncollectable);
    }
    for (node = gc_next(&c->uncollectable); node != &c->uncollectable; node = gc_next(node))
        object_traverse(object_of(node), move_marked, &c->uncollectable);
    c->kept = gc_list_size(&c->uncollectable);
    c->survey = survey_garbage(&c->unreachable);
}

/* Runs each finalizer that has not run. Any of them may free or relink members, so only the first
 * node of the list is ever trusted. */
static void finalize_garbage(struct gc_head *garbage)
{
    struct gc_head seen;

    gc_list_init(&seen);
    while (!gc_list_is_empty(garbage)) {
        struct gc_head *node = gc_next(garbage);
        struct object *obj = object_of(node);
        gc_list_move(node, &seen);
        if (!finalize_is_due(obj))
            continue;
        node->prev |= GC_FINALIZED;
        incref(obj);
        finalize_call(obj, obj->type->finalize);
        decref(obj);
    }
    gc_list_merge(&seen, garbage);
    observe_phase(OBSERVE_FINALIZED, NULL, garbage);
}

/* What a finalizer made reachable again, and what that reaches, lives on in the older generation.
 */
static void keep_resurrected(struct collection *c)
{
    struct gc_head still_unreachable;

    for (struct gc_head *node = gc_next(&c->unreachable); node != &c->unreachable;
         node = gc_next(node))
        node->prev &= ~(uintptr_t)GC_COLLECTING;
    gc_deduce_unreachable(&c->unreachable, &still_unreachable);
    gc_list_merge(&c->unreachable, c->old);
    gc_list_merge(&still_unreachable, &c->unreachable);
    observe_phase(OBSERVE_RESURRECTED, NULL, &c->unreachable);
}

static void save(struct object *obj)
{
    if (!list_append(runtime.gc.garbage, obj))
        error_clear();
}

/* Breaks the cycles: each object in turn drops what it refers to. Members die under our hands; one
 * that is still there joins the older generation, since another's clearing may free it yet. */
static void clear_garbage(struct collection *c)
{
    struct gc_head *garbage = &c->unreachable;

    while (!gc_list_is_empty(garbage)) {
        struct gc_head *node = gc_next(garbage);
        struct object *obj = object_of(node);
        if (runtime.gc.debug & GC_DEBUG_SAVEALL) {
            save(obj);
        } else if (obj->type->clear != NULL) {
            incref(obj);
            obj->type->clear(obj);
            error_unraisable();
            decref(obj);
        }
        if (gc_next(garbage) == node) {
            node->prev &= ~(uintptr_t)GC_COLLECTING;
            gc_list_move(node, c->old);
        }
    }
    observe_phase(OBSERVE_CLEARED, NULL, NULL);
}

static void keep_uncollectable(struct collection *c)
{
    bool all = runtime.gc.debug & GC_DEBUG_SAVEALL;
    struct gc_head *list = &c->uncollectable;

    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        if (all || object_of(node)->type->legacy_del != NULL)
            save(object_of(node));
    gc_list_merge(list, c->old);
}

static void count_up(const struct collection *c)
{
    struct gc_stats *stats = &runtime.gc.stats[c->generation];

    stats->collections++;
    stats->collected += c->collected;
    stats->uncollectable += c->kept;
}

/* Everything that runs a user's code before the garbage goes, and what follows from that. Where
 * nothing ran, nothing can have come back. */
static void say_goodbye(struct collection *c)
{
    bool called = false;

    if (c->survey.weakrefs)
        c->collected = weakref_handle_garbage(&c->unreachable, c->old, &called);
    observe_phase(OBSERVE_WEAKREFS, NULL, &c->unreachable);
    if (c->survey.finalizers)
        finalize_garbage(&c->unreachable);
    if (c->survey.finalizers || called) {
        keep_resurrected(c);
        c->survey.size = gc_list_size(&c->unreachable);
    }
    c->collected += c->survey.size;
}

/* The collection itself. */
static void collect_generation(struct collection *c)
{
    tell_start(c);
    merge_younger(c);
    gc_deduce_unreachable(c->young, &c->unreachable);
    promote_survivors(c);
    c->survey = survey_garbage(&c->unreachable);
    if (c->survey.legacy)
        set_aside_legacy(c);
    tell_each(&c->unreachable, GC_DEBUG_COLLECTABLE, "collectable");
    say_goodbye(c);
    clear_garbage(c);
    tell_each(&c->uncollectable, GC_DEBUG_UNCOLLECTABLE, "uncollectable");
    tell_done(c);
    keep_uncollectable(c);
    gc_check_list(c->old, GC_UNMARKED);
    if (c->generation == GC_OLDEST)
        freelists_clear();
    error_unraisable();
    count_up(c);
}

/* The dict that callbacks are given. New reference; NULL: no memory. */
static struct object *make_info(const struct collection *c)
{
    const char *const names[] = {"generation", "collected", "uncollectable"};
    const long long values[] = {c->generation, (long long)c->collected, (long long)c->kept};
    struct object *info = dict_new();

    for (int i = 0; info != NULL && i < 3; i++) {
        struct object *value = int_new(values[i]);
        if (value == NULL || !dict_set_str(info, names[i], value))
            clearref(&info);
        xdecref(value);
    }
    return info;
}

/* The list is read anew each time: a callback may append another, which then runs too. */
static void call_each(const char *phase, struct object *info)
{
    for (intptr_t i = 0; i < list_size(runtime.gc.callbacks); i++) {
        struct object *callback = newref(list_get(runtime.gc.callbacks, i));
        struct object *name = str_new(phase);
        if (name != NULL)
            object_call(callback, (struct object *[]){name, info}, 2);
        error_unraisable();
        xdecref(name);
        decref(callback);
    }
}

static void run_callbacks(const char *phase, const struct collection *c)
{
    if (list_size(runtime.gc.callbacks) == 0)
        return;
    struct object *info = make_info(c);
    if (info != NULL)
        call_each(phase, info);
    error_unraisable();
    xdecref(info);
}

intptr_t gc_collect(int generation)
{
    struct collection c = {.generation = generation};

    if (generation < 0 || generation >= GC_GENERATIONS) {
        error_set(ERROR_VALUE, "invalid generation");
        return -1;
    }
    if (runtime.gc.collecting)
        return 0;
    runtime.gc.collecting = true;
    run_callbacks("start", &c);
    collect_generation(&c);
    run_callbacks("stop", &c);
    runtime.gc.collecting = false;
    return (intptr_t)(c.collected + c.kept);
}

void gc_set_debug(unsigned flags)
{
    runtime.gc.debug = flags;
}

unsigned gc_get_debug(void)
{
    return runtime.gc.debug;
}

void gc_set_debug_sink(void (*sink)(const char *line, void *argument), void *argument)
{
    runtime.gc.debug_sink = sink;
    runtime.gc.debug_argument = argument;
}

struct object *gc_garbage(void)
{
    return runtime.gc.garbage;
}

struct object *gc_callbacks(void)
{
    return runtime.gc.callbacks;
}
