/* For 5a: nodes that live on, and ask for their parent while it goes: in callbacks, in finalizers,
 * and while it waits for its end.
 */
#ifndef RECLAIM_EXERCISES_ORPHANS_H
#define RECLAIM_EXERCISES_ORPHANS_H

#include "common/types/function.h"
#include "exercises/05_weakrefs/family.h"

static struct object *orphan;

static void orphan_looks_up(struct object *self)
{
    check_event("%s goes: the parent is %s", object_type_name(self), parent_of(orphan));
}

static bool watch_told(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    check_event("who watches it is told: the parent is %s", parent_of(orphan));
    return true;
}

/* While the parent goes: its weak references are told, then its item goes. */
static inline void orphan_asks_meanwhile(const char *up, const char *down)
{
    struct object *item = actor_new(up, orphan_looks_up), *parent = node_new(item);
    struct object *callback = function_new("watch_told", watch_told, NULL);
    struct object *watch = weakref_new(parent, callback);

    decref(callback);
    decref(item);
    orphan = named(down);
    node_add(parent, orphan);
    STEP("decref(%s), the parent of %s", up, down);
    decref(parent);
    const char *events = check_events();
    if (strstr(events, "told") == NULL)
        BECAUSE("Whoever refers weakly to the node was not told that it goes.");
    else if (strncmp(events, "who", 3) != 0)
        BECAUSE("Who refers weakly to the node was told after something that the node owns had "
                "gone.");
    else if (strstr(events, "None") != NULL)
        BECAUSE("A weak reference to somebody dead answers with None, node_parent with NULL.");
    else
        BECAUSE("When callbacks and finalizers run the node is on its way out, with a count of 0. "
                "Nobody may get it any more.");
    EXPECT("events", events,
           check_text("who watches it is told: the parent is nothing, %s goes: the parent is "
                      "nothing",
                      up));
    decref(watch);
}

/* Deep nests are released in turns, so a node may wait for its end, with a count of 0. */
enum { DEEP = 70 };
static struct object *deep_orphans[DEEP];
static int going; /* parents that were going when they were given */

static inline void asks_for_all(struct object *self)
{
    (void)self;
    for (int i = 0; i < DEEP; i++)
        going += strcmp(parent_of(deep_orphans[i]), "a node that is going just now") == 0;
}

static inline void deep_orphans_ask(void)
{
    struct object *root = node_new(none()), *end = newref(root);
    struct object *asks[2] = {actor_new("first", asks_for_all), actor_new("last", asks_for_all)};

    going = 0;
    for (int i = 0; i < DEEP; i++) {
        struct object *next = node_new(none()), *asker = i < 2 ? node_new(asks[i]) : NULL;
        deep_orphans[i] = node_new(none());
        if (i == 0)
            node_add(root, asker);
        node_add(end, next);
        node_add(end, deep_orphans[i]);
        if (i == 1)
            node_add(root, asker);
        decref(end);
        end = next;
        xdecref(asker);
    }
    decref(end);
    decref(asks[0]);
    decref(asks[1]);
    STEP("decref of the root of a tree %d deep; meanwhile finalizers ask %d nodes in it, that live "
         "on, for their parents",
         DEEP, DEEP);
    decref(root);
    BECAUSE("What dies deep down waits for its end, with a count of 0: it is not there any more.");
    EXPECT("parents with a count of 0 that were given", going, 0);
    int left = 0;
    for (int i = 0; i < DEEP; i++) {
        left += strcmp(parent_of(deep_orphans[i]), "nothing") != 0;
        decref(deep_orphans[i]);
    }
    EXPECT("nodes that have a parent when all parents are gone", left, 0);
}

#endif
