/* What a user may ask the collector. See gc.h. */
#include "common/collector/gc.h"
#include "common/types/list.h"

static const struct gc_head *list_of(int generation, const char *where)
{
    if (generation < 0 || generation > GC_PERMANENT)
        fatal(where, "there is no generation %d", generation);
    return generation == GC_PERMANENT ? &collector.permanent
                                      : &collector.generations[generation].head;
}

bool gc_each_object(int generation, gc_object_visitor *visit, void *argument)
{
    if (generation == GC_ALL_GENERATIONS) {
        for (int i = 0; i < GC_GENERATIONS; i++)
            if (!gc_each_object(i, visit, argument))
                return false;
        return true;
    }
    const struct gc_head *list = list_of(generation, "gc_each_object"), *node = gc_next(list);
    while (node != list && node != NULL && visit(object_of(node), argument))
        node = gc_next(node);
    return node == list;
}

size_t gc_count_objects(int generation)
{
    size_t count = 0;

    if (generation != GC_ALL_GENERATIONS)
        return gc_list_size(list_of(generation, "gc_count_objects"));
    for (int i = 0; i < GC_GENERATIONS; i++)
        count += gc_list_size(&collector.generations[i].head);
    return count;
}

bool gc_is_collecting(void)
{
    return collector.collecting;
}

/* The list that is being filled is not among what it holds. */
static bool append_other(struct object *obj, void *found)
{
    return obj == found || list_append(found, obj);
}

struct object *gc_get_objects(int generation)
{
    bool all = generation == GC_ALL_GENERATIONS;

    if (!all && generation < 0) {
        error_set(ERROR_VALUE, "generation parameter cannot be negative");
        return NULL;
    }
    if (generation >= GC_GENERATIONS) {
        error_set(ERROR_VALUE,
                  "generation parameter must be less than the number of available "
                  "generations (%d)",
                  GC_GENERATIONS);
        return NULL;
    }
    struct object *found = list_new(0);
    if (found != NULL && !gc_each_object(generation, append_other, found))
        clearref(&found);
    return found;
}

/* A search for references to any of some objects. */
struct search {
    struct object *const *objects;
    size_t count;
    struct object *found; /* a list */
    bool hit;
};

static void compare_with_each(struct object *referent, void *argument)
{
    struct search *search = argument;

    for (size_t i = 0; i < search->count && !search->hit; i++)
        search->hit = search->objects[i] == referent;
}

/* Adds an object that refers to any of those that are searched for. False: no memory. */
static bool add_referrer(struct object *obj, void *argument)
{
    struct search *search = argument;

    search->hit = false;
    if (obj != search->found)
        object_traverse(obj, compare_with_each, search);
    return !search->hit || list_append(search->found, obj);
}

struct object *gc_get_referrers(struct object *const *objects, size_t count)
{
    struct search search = {objects, count, list_new(0), false};

    if (search.found != NULL && !gc_each_object(GC_ALL_GENERATIONS, add_referrer, &search))
        clearref(&search.found);
    return search.found;
}

static void append_referent(struct object *referent, void *argument)
{
    struct object **found = argument;

    if (*found != NULL && !list_append(*found, referent))
        clearref(found);
}

struct object *gc_get_referents(struct object *const *objects, size_t count)
{
    struct object *found = list_new(0);

    for (size_t i = 0; found != NULL && i < count; i++)
        if (object_is_gc(objects[i]))
            object_traverse(objects[i], append_referent, &found);
    return found;
}

void gc_get_stats(struct gc_stats stats[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        stats[i] = collector.stats[i];
}

void gc_freeze(void)
{
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_merge(&collector.generations[i].head, &collector.permanent);
        collector.generations[i].count = 0;
    }
}

void gc_unfreeze(void)
{
    gc_list_merge(&collector.permanent, &collector.generations[GC_OLDEST].head);
}

size_t gc_get_freeze_count(void)
{
    return gc_list_size(&collector.permanent);
}
