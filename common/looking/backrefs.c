/* Chains of references, breadth first. See backrefs.h. */
#include "common/looking/backrefs.h"

#include "common/collector/gc.h"
#include "common/looking/visited.h"
#include "common/types/list.h"

/* A search. The objects found so far are its queue too; parents[i] is the number of the object from
 * which number i was found. */
struct search {
    struct visited found;
    size_t *parents;
    size_t room; /* in parents */
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

/* Appends who refers to object number @from and is new. False: no memory. */
static bool step(struct search *search, size_t from)
{
    struct object *referrers = gc_get_referrers(&search->found.found[from], 1);

    if (referrers == NULL)
        return false;
    size_t known = search->found.count;
    for (intptr_t i = 0; i < list_size(referrers); i++)
        visited_add(&search->found, list_get(referrers, i));
    decref(referrers);
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

    visited_add(&search->found, obj);
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

/* The objects on the way from number @at back to the start, as a list. NULL: no memory. */
static struct object *path(const struct search *search, size_t at)
{
    struct object *chain = list_new(0);

    while (chain != NULL) {
        if (!list_append(chain, search->found.found[at]))
            clearref(&chain);
        else if (at == 0)
            break;
        else
            at = search->parents[at];
    }
    return chain;
}

/* What was found stays alive because nothing is collected between the first step and the last. */
struct object *(objgraph_find_backref_chain)(struct object *obj, chain_predicate *is_root,
                                             void *argument, int max_depth)
{
    struct search search = {0};

    gc_collect(GC_OLDEST);
    bool enabled = gc_is_enabled();
    gc_disable();
    intptr_t at = nearest(&search, obj, is_root, argument, max_depth);
    struct object *chain = at < 0 ? NULL : path(&search, (size_t)at);
    if (enabled)
        gc_enable();
    memory_free(search.parents);
    visited_free(&search.found);
    return chain;
}
