/* Exercise 6b, solved. Step by step backward: each level is everybody new who refers to somebody of
 * the level before, and one question to the collector finds them all. The way back is read forward:
 * from the root, each time to a referent that is one level nearer. */
#include "exercises/06_leak_tracing/6b_backref_chain.h"

#include "common/collector/gc.h"
#include "common/types/list.h"

/* Everybody found, level by level, in plain memory: the collector does not see who stands there. */
struct search {
    struct object **found;
    size_t count, room;
    size_t level; /* where the last level starts */
};

/* What one object refers to is looked for among those of one level. */
struct look {
    struct object *const *among;
    size_t count;
    struct object *seen;
};

static bool stands_in(struct object *const *objects, size_t count, const struct object *obj)
{
    for (size_t i = 0; i < count; i++)
        if (objects[i] == obj)
            return true;
    return false;
}

static bool enter(struct search *search, struct object *obj)
{
    if (search->count == search->room) {
        size_t room = 2 * search->room + 16;
        struct object **found = memory_resize(search->found, room * sizeof *found);
        if (found == NULL)
            return false;
        search->found = found;
        search->room = room;
    }
    search->found[search->count++] = obj;
    return true;
}

/* One step back from the last level; who is new there is the last level then. False: no memory. */
static bool step(struct search *search)
{
    size_t known = search->count;
    struct object *holders = gc_get_referrers(search->found + search->level, known - search->level);
    bool entered = holders != NULL;

    for (intptr_t i = 0; entered && i < list_size(holders); i++)
        if (!stands_in(search->found, known, list_get(holders, i)))
            entered = enter(search, list_get(holders, i));
    xdecref(holders);
    search->level = known;
    return entered;
}

static void look_for(struct object *referent, void *argument)
{
    struct look *look = argument;

    if (look->seen == NULL && stands_in(look->among, look->count, referent))
        look->seen = referent;
}

/* [root, ..., obj], where levels[i] is where level i starts in found, and root is of the last. */
static struct object *chain_from(struct object *root, const struct search *search,
                                 const size_t *levels, int depth)
{
    struct object *chain = list_pack(1, root);

    while (chain != NULL && depth-- > 0) {
        struct look look = {search->found + levels[depth], levels[depth + 1] - levels[depth], NULL};
        object_traverse(root, look_for, &look);
        root = look.seen;
        if (!list_append(chain, root))
            clearref(&chain);
    }
    return chain;
}

/* The first root of the last level; NULL: none there. */
static struct object *root_there(const struct search *search, root_test *is_root, void *argument)
{
    for (size_t i = search->level; i < search->count; i++)
        if (is_root(search->found[i], argument))
            return search->found[i];
    return NULL;
}

/* Notes where level number @depth starts. False: no memory. */
static bool note(size_t **levels, int depth, size_t start)
{
    size_t *longer = memory_resize(*levels, ((size_t)depth + 1) * sizeof *longer);

    if (longer == NULL)
        return false;
    longer[depth] = start;
    *levels = longer;
    return true;
}

struct object *backref_chain(struct object *obj, root_test *is_root, void *argument, int max_depth)
{
    struct search search = {0};
    struct object *root = NULL, *chain = NULL;
    size_t *levels = NULL;
    int depth = 0;
    bool fine = enter(&search, obj) && note(&levels, 0, 0);

    while (fine && (root = root_there(&search, is_root, argument)) == NULL && depth < max_depth) {
        fine = step(&search) && note(&levels, ++depth, search.level);
        if (search.level == search.count)
            break;
    }
    if (fine)
        chain = root == NULL ? list_pack(1, obj) : chain_from(root, &search, levels, depth);
    memory_free(search.found);
    memory_free(levels);
    return chain;
}
