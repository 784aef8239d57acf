/* Exercise 6b, another way: forward. Every object there is gets a distance to obj, unknown at
 * first; then, round after round, whoever refers to somebody at a distance of n is at n + 1, and
 * remembers to whom. Nobody is asked for referrers; a dict tells the number of an object by its
 * address. */
#include "exercises/06_leak_tracing/6b_backref_chain.h"

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"

enum { FAR = -1 };

struct search {
    struct object *all;     /* a list: obj, and then every tracked object */
    struct object *numbers; /* a dict: the address of each, and where it stands in all */
    int *distances;         /* of each, or FAR */
    intptr_t *nexts;        /* whom it refers to who is one nearer */
    intptr_t at;            /* who is being traversed */
    int depth;              /* who is at this distance is looked for */
    bool failed;
};

/* The number of @obj; -1: it has none, or no memory, as search->failed says. */
static intptr_t number_of(struct search *search, struct object *obj)
{
    struct object *address = int_new((long long)(intptr_t)obj);
    struct object *number = address == NULL ? NULL : dict_get(search->numbers, address);

    search->failed = search->failed || address == NULL;
    xdecref(address);
    return number == NULL ? -1 : (intptr_t)int_value(number);
}

static bool give_number(struct search *search, intptr_t number)
{
    struct object *address = int_new((long long)(intptr_t)list_get(search->all, number));
    struct object *value = int_new(number);
    bool given = address != NULL && value != NULL;

    if (given && dict_get(search->numbers, address) == NULL)
        given = dict_set(search->numbers, address, value);
    xdecref(address);
    xdecref(value);
    return given;
}

static void look_at(struct object *referent, void *argument)
{
    struct search *search = argument;
    intptr_t to =
        search->failed || search->nexts[search->at] >= 0 ? -1 : number_of(search, referent);

    if (to >= 0 && search->distances[to] == search->depth - 1) {
        search->nexts[search->at] = to;
        search->distances[search->at] = search->depth;
    }
}

static bool prepare(struct search *search, struct object *obj)
{
    search->all = gc_get_objects(GC_ALL_GENERATIONS);
    search->numbers = dict_new();
    if (search->all == NULL || search->numbers == NULL || !list_insert(search->all, 0, obj))
        return false;
    size_t count = (size_t)list_size(search->all);
    search->distances = memory_alloc(count * sizeof *search->distances);
    search->nexts = memory_alloc(count * sizeof *search->nexts);
    if (search->distances == NULL || search->nexts == NULL)
        return false;
    for (intptr_t i = 0; i < (intptr_t)count; i++) {
        search->distances[i] = i == 0 ? 0 : FAR;
        search->nexts[i] = -1;
        if (!give_number(search, i))
            return false;
    }
    return true;
}

/* Gives everybody at the next distance that distance. @return the number of a root among them; 0,
 * when one must look further; -1: nobody is there, or no memory. */
static intptr_t advance(struct search *search, root_test *is_root, void *argument)
{
    bool anybody = false;

    search->depth++;
    for (search->at = 1; search->at < list_size(search->all) && !search->failed; search->at++) {
        struct object *here = list_get(search->all, search->at);
        if (search->distances[search->at] != FAR || here == list_get(search->all, 0))
            continue;
        object_traverse(here, look_at, search);
        if (search->distances[search->at] == FAR)
            continue;
        anybody = true;
        if (is_root(here, argument))
            return search->failed ? -1 : search->at;
    }
    return anybody && !search->failed ? 0 : -1;
}

static struct object *chain_from(const struct search *search, intptr_t at)
{
    struct object *chain = list_new(0);

    for (; chain != NULL && at >= 0; at = search->nexts[at])
        if (!list_append(chain, list_get(search->all, at)))
            clearref(&chain);
    return chain;
}

struct object *backref_chain(struct object *obj, root_test *is_root, void *argument, int max_depth)
{
    struct search search = {0};
    struct object *chain = NULL;
    intptr_t root = 0;

    search.failed = !prepare(&search, obj);
    if (!search.failed && !is_root(obj, argument))
        while (root == 0 && search.depth < max_depth)
            root = advance(&search, is_root, argument);
    if (!search.failed)
        chain = chain_from(&search, root > 0 ? root : 0);
    memory_free(search.distances);
    memory_free(search.nexts);
    xdecref(search.all);
    xdecref(search.numbers);
    return chain;
}
