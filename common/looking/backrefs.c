/* Chains of references, breadth first. See backrefs.h. */
#include "common/looking/backrefs.h"

#include "common/collector/gc.h"
#include "common/looking/picture_find.h"
#include "common/types/list.h"

/* gc_get_referrers() or gc_get_referents(). */
typedef struct object *edges_of(struct object *const *objects, size_t count);

/* A search. The objects found so far are its queue too; parents[i] is the number of the object from
 * which number i was found. */
struct search {
    struct boxes found;
    size_t *parents;
    size_t room; /* in parents */
    edges_of *edges;
};

/* Room for the parents of all that could be found without making room again. */
static bool reserve(struct search *search, size_t wanted)
{
    if (wanted <= search->room)
        return true;
    size_t *parents = memory_resize(search->parents, 2 * wanted * sizeof *parents);
    if (parents == NULL)
        return false;
    search->parents = parents;
    search->room = 2 * wanted;
    return true;
}

/* Appends what is one step from object number @from and new. False: no memory. */
static bool step(struct search *search, size_t from)
{
    struct object *edges = search->edges(&search->found.found[from], 1);

    if (edges == NULL)
        return false;
    size_t known = search->found.count;
    for (intptr_t i = 0; i < list_size(edges); i++)
        boxes_find(&search->found, list_get(edges, i));
    decref(edges);
    if (search->found.failed)
        return error_no_memory();
    if (!reserve(search, search->found.count))
        return false;
    while (known < search->found.count)
        search->parents[known++] = from;
    return true;
}

/* The number of the object nearest to @obj that satisfies @predicate; 0, which is @obj, when none
 * does within @max_depth steps; -1: no memory. */
static intptr_t nearest(struct search *search, struct object *obj, chain_predicate *predicate,
                        void *argument, int max_depth)
{
    size_t end_of_level = 1;

    boxes_find(&search->found, obj);
    if (search->found.failed) {
        error_no_memory();
        return -1;
    }
    for (size_t i = 0; i < search->found.count; i++) {
        if (i == end_of_level) {
            max_depth--;
            end_of_level = search->found.count;
        }
        if (predicate(search->found.found[i], argument))
            return (intptr_t)i;
        if (max_depth > 0 && !step(search, i))
            return -1;
    }
    return 0;
}

/* The objects on the way from number @at back to the start, as a list, the start last, or first.
 * NULL: no memory. */
static struct object *path(const struct search *search, size_t at, bool start_first)
{
    struct object *chain = list_new(0);

    while (chain != NULL) {
        intptr_t end = start_first ? 0 : list_size(chain);
        if (!list_insert(chain, end, search->found.found[at]))
            clearref(&chain);
        else if (at == 0)
            break;
        else
            at = search->parents[at];
    }
    return chain;
}

/* What was found stays alive because nothing is collected between the first step and the last. */
static struct object *find(struct search search, struct object *obj, chain_predicate *predicate,
                           void *argument, int max_depth)
{
    gc_collect(GC_OLDEST);
    bool enabled = gc_is_enabled();
    gc_disable();
    intptr_t at = nearest(&search, obj, predicate, argument, max_depth);
    struct object *chain =
        at < 0 ? NULL : path(&search, (size_t)at, search.edges == gc_get_referents);
    if (enabled)
        gc_enable();
    memory_free(search.parents);
    boxes_free(&search.found);
    return chain;
}

struct object *(objgraph_find_backref_chain)(struct object *obj, chain_predicate *is_root,
                                             void *argument, int max_depth)
{
    return find((struct search){.edges = gc_get_referrers}, obj, is_root, argument, max_depth);
}

struct object *(objgraph_find_ref_chain)(struct object *obj, chain_predicate *is_target,
                                         void *argument, int max_depth)
{
    return find((struct search){.edges = gc_get_referents}, obj, is_target, argument, max_depth);
}

bool chain_is(struct object *obj, void *wanted)
{
    return obj == wanted;
}
