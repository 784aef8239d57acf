/* Exercise 2c, another way. The first searches in widening circles and reads the way backwards from
 * who found whom. This one goes down as far as it can and back up where that was in vain; the way
 * down is kept as it goes, so it is the answer. Not always a shortest one. Whom an object refers to
 * it asks gc.get_referents(). */
#include "exercises/02_cycles/2c_who_holds_it.h"

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"

struct descent {
    struct object *path; /* a list: from the object down to where we are */
    struct object
        *untried;        /* a list: for each of the path, the list of its referents to be tried */
    struct object *seen; /* a dict: the addresses of all who ever were in path */
};

enum step { FAILED, SEEN, NEW };

/* Notes that @obj is seen. @return whether that is new. */
static enum step note(struct descent *descent, struct object *obj)
{
    struct object *address = int_new((long long)(intptr_t)obj);
    enum step step = FAILED;

    if (address != NULL && dict_get(descent->seen, address) != NULL)
        step = SEEN;
    else if (address != NULL && dict_set(descent->seen, address, none()))
        step = NEW;
    xdecref(address);
    return step;
}

/* One down, to @obj, unless it was seen. False: no memory. */
static bool enter(struct descent *descent, struct object *obj)
{
    enum step step = note(descent, obj);

    if (step != NEW)
        return step == SEEN;
    struct object *referents = gc_get_referents(&obj, 1);
    bool entered = referents != NULL && list_append(descent->path, obj) &&
                   list_append(descent->untried, referents);
    xdecref(referents);
    return entered;
}

static void leave(struct descent *descent)
{
    list_delete(descent->path, list_size(descent->path) - 1);
    list_delete(descent->untried, list_size(descent->untried) - 1);
}

/* Goes on until the path is closed, or empty. False: no memory. */
static bool descend(struct descent *descent, struct object *obj)
{
    bool going = enter(descent, obj);

    while (going && list_size(descent->path) > 0) {
        struct object *left = list_get(descent->untried, list_size(descent->untried) - 1);
        if (list_size(left) == 0) {
            leave(descent);
            continue;
        }
        struct object *next = list_pop(left, list_size(left) - 1);
        bool closed = next == obj;
        if (!closed && object_is_gc(next))
            going = enter(descent, next);
        decref(next); /* whoever referred to it still does */
        if (closed)
            break;
    }
    return going;
}

struct object *cycle_through(struct object *obj)
{
    struct descent descent = {.path = list_new(0), .untried = list_new(0), .seen = dict_new()};

    if (descent.path == NULL || descent.untried == NULL || descent.seen == NULL ||
        !descend(&descent, obj))
        clearref(&descent.path);
    xdecref(descent.untried);
    xdecref(descent.seen);
    return descent.path;
}
