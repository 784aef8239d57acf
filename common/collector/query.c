/* What a user may ask the collector. See gc.h. */
#include "common/collector/gc.h"
#include "common/types/list.h"

struct object *gc_get_objects(int generation)
{
    bool all = generation == GC_ALL_GENERATIONS;

    if (!all && (generation < 0 || generation >= GC_GENERATIONS)) {
        error_set(ERROR_VALUE,
                  "generation parameter must be less than the number of available "
                  "generations (%d)",
                  GC_GENERATIONS);
        return NULL;
    }
    struct object *found = list_new(0);
    for (int i = all ? 0 : generation; found != NULL && i <= (all ? GC_OLDEST : generation); i++) {
        struct gc_head *list = &collector.generations[i].head;
        for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node)) {
            if (object_of(node) != found && !list_append(found, object_of(node))) {
                decref(found);
                return NULL;
            }
        }
    }
    return found;
}

/* A search for references to any of some objects. */
struct search {
    struct object *const *objects;
    size_t count;
    bool found;
};

static void compare_with_each(struct object *referent, void *argument)
{
    struct search *search = argument;

    for (size_t i = 0; i < search->count && !search->found; i++)
        search->found = search->objects[i] == referent;
}

/* Appends to @found the members of @list that refer to any of @objects. False: no memory. */
static bool add_referrers(struct object *found, struct gc_head *list, struct object *const *objects,
                          size_t count)
{
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node)) {
        struct search search = {objects, count, false};
        if (object_of(node) != found)
            object_traverse(object_of(node), compare_with_each, &search);
        if (search.found && !list_append(found, object_of(node)))
            return false;
    }
    return true;
}

struct object *gc_get_referrers(struct object *const *objects, size_t count)
{
    struct object *found = list_new(0);

    for (int i = 0; found != NULL && i < GC_GENERATIONS; i++)
        if (!add_referrers(found, &collector.generations[i].head, objects, count))
            clearref(&found);
    return found;
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
