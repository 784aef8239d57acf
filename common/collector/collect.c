/*
 * A collection, phase by phase. collect_generation() reads as the algorithm.
 *
 * What the number it returns counts: tracked containers of the collected generations that were
 * unreachable and did not come back, whether or not they could then be freed; and weak references
 * that their own callbacks freed. Atoms, untracked tuples and dicts, and older objects that fall
 * with the garbage are not counted.
 */
#include "common/collector/collect.h"

#include "common/collector/observe.h"
#include "common/objects/finalize.h"
#include "common/objects/freelist.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref_internal.h"

/* The younger generations join the one that is collected. */
static void begin(struct collection *c)
{
    struct gc_generation *generations = collector.generations;

    c->young = &generations[c->generation].head;
    c->old = c->generation < GC_OLDEST ? &generations[c->generation + 1].head : c->young;
    gc_merge_younger(&collector, c->generation);
    gc_list_init(&c->uncollectable);
    observe_phase(OBSERVE_MERGED, c->young, NULL);
}

/* Untracks tuples that hold only atoms. @return how many it untracked. */
static size_t untrack_tuples(struct gc_head *list)
{
    size_t untracked = 0;

    for (struct gc_head *node = gc_next(list), *next; node != list; node = next) {
        next = gc_next(node);
        if (object_of(node)->type == &tuple_type)
            tuple_maybe_untrack(object_of(node));
        untracked += node->next == 0;
    }
    return untracked;
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
static void promote_survivors(struct collection *c, struct members members)
{
    size_t survivors = members.size - c->survey.size;

    if (members.tuples)
        survivors -= untrack_tuples(c->young);
    if (members.dicts && c->generation == GC_OLDEST)
        survivors -= untrack_dicts(c->young);
    gc_note_survivors(&collector, c->generation, survivors);
    gc_promote(&collector, c->generation);
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
    if (!list_append(collector.garbage, obj))
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
        if (collector.debug & GC_DEBUG_SAVEALL) {
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
    bool all = collector.debug & GC_DEBUG_SAVEALL;
    struct gc_head *list = &c->uncollectable;

    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        if (all || object_of(node)->type->legacy_del != NULL)
            save(object_of(node));
    gc_list_merge(list, c->old);
}

static void count_up(const struct collection *c)
{
    struct gc_stats *stats = &collector.stats[c->generation];

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
    gc_report_start(c);
    begin(c);
    struct members members = gc_deduce_unreachable(c->young, &c->unreachable);
    c->survey = survey_garbage(&c->unreachable);
    promote_survivors(c, members);
    if (c->survey.legacy)
        set_aside_legacy(c);
    gc_report_each(&c->unreachable, GC_DEBUG_COLLECTABLE, "collectable");
    say_goodbye(c);
    clear_garbage(c);
    c->kept = gc_list_size(&c->uncollectable); /* some may have gone with the garbage */
    gc_report_each(&c->uncollectable, GC_DEBUG_UNCOLLECTABLE, "uncollectable");
    gc_report_done(c);
    keep_uncollectable(c);
    gc_check_list(c->old, GC_UNMARKED);
    if (c->generation == GC_OLDEST)
        freelists_clear();
    error_unraisable();
    count_up(c);
}

intptr_t gc_collect(int generation)
{
    struct collection c = {.generation = generation};

    if (generation < 0 || generation >= GC_GENERATIONS) {
        error_set(ERROR_VALUE, "invalid generation");
        return -1;
    }
    if (collector.collecting)
        return 0;
    collector.collecting = true;
    gc_report_phase("start", &c);
    collect_generation(&c);
    gc_report_phase("stop", &c);
    collector.collecting = false;
    return (intptr_t)(c.collected + c.kept);
}
