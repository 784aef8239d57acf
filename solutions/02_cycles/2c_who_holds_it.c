/* Exercise 2c, solved: a search in widening circles. Everybody found remembers who found him, and
 * whoever refers to the object where it began closes the cycle, which is then read backwards. So it
 * is a shortest one, too. */
#include "exercises/02_cycles/2c_who_holds_it.h"

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"

struct search {
    struct object *found;   /* a list: everybody found so far, in the order of finding */
    struct object *finders; /* a list of ints: where in found the finder of each stands */
    struct object *seen;    /* a dict: the addresses of all who are in found */
    intptr_t at;            /* who is being traversed */
    bool closed;            /* he refers to the first one */
    bool failed;            /* no memory */
};

/* container[key] = None, or container.append(key) for a list. Steals @key. False: no memory. */
static bool add(struct object *container, struct object *key)
{
    bool added = key != NULL && (container->type == &list_type ? list_append(container, key)
                                                               : dict_set(container, key, none()));

    xdecref(key);
    return added;
}

/* 1: @obj was seen before; 0: not; -1: no memory. */
static int was_seen(const struct search *search, struct object *obj)
{
    struct object *address = int_new((long long)(intptr_t)obj);
    int answer = address == NULL ? -1 : dict_get(search->seen, address) != NULL;

    xdecref(address);
    return answer;
}

static bool enter(struct search *search, struct object *obj)
{
    return list_append(search->found, obj) && add(search->finders, int_new(search->at)) &&
           add(search->seen, int_new((long long)(intptr_t)obj));
}

static void look_at(struct object *referent, void *argument)
{
    struct search *search = argument;

    if (search->closed || search->failed || !object_is_gc(referent))
        return;
    search->closed = referent == list_get(search->found, 0);
    int seen = was_seen(search, referent);
    search->failed = seen < 0 || (seen == 0 && !enter(search, referent));
}

static intptr_t finder(const struct search *search, intptr_t at)
{
    return (intptr_t)int_value(list_get(search->finders, at));
}

/* The path to whoever closed the cycle. */
static struct object *path(const struct search *search)
{
    intptr_t length = 1;

    for (intptr_t at = search->at; at > 0; at = finder(search, at))
        length++;
    struct object *result = list_new(length);
    for (intptr_t at = search->at; result != NULL && length-- > 0; at = finder(search, at))
        list_set(result, length, newref(list_get(search->found, at)));
    return result;
}

static void run(struct search *search, struct object *obj)
{
    search->failed = search->found == NULL || search->finders == NULL || search->seen == NULL ||
                     !enter(search, obj);
    while (!search->failed && !search->closed && search->at < list_size(search->found)) {
        object_traverse(list_get(search->found, search->at), look_at, search);
        search->at += !search->closed;
    }
}

struct object *cycle_through(struct object *obj)
{
    struct search search = {.found = list_new(0), .finders = list_new(0), .seen = dict_new()};
    struct object *result = NULL;

    run(&search, obj);
    if (!search.failed)
        result = search.closed ? path(&search) : list_new(0);
    xdecref(search.found);
    xdecref(search.finders);
    xdecref(search.seen);
    return result;
}
