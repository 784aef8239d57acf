/* For 2a: who goes while a node is cleared connects it again, or clears it, too.
 */
#ifndef RECLAIM_EXERCISES_MEANWHILE_H
#define RECLAIM_EXERCISES_MEANWHILE_H

#include "exercises/01_refcounting/actor.h"
#include "exercises/02_cycles/2a_graph_node.h"
#include "exercises/check.h"
#include "exercises/mischief.h"

/* A node that owns these: its label, then what its edges lead to. */
static struct object *node_of_items(struct object *const *items)
{
    struct object *node = node_new(items[0], NULL);

    for (int edge = 0; edge < NODE_EDGES; edge++)
        node_connect(node, edge, items[1 + edge]);
    return node;
}

static int edge_refilled;

static void refill(struct object *node, struct object *item)
{
    if (item != NULL)
        node_connect(node, edge_refilled, item);
    else
        node_type.clear(node);
}

/* Who stands at that edge connects it again when it goes. */
static void refilled_meanwhile(int edge)
{
    struct object *node = node_new(NULL, NULL);
    const char *name = check_word();
    struct object *target = mischief_new(name, MISCHIEF_REFILLS);

    edge_refilled = edge;
    victim_is(node, refill);
    node_connect(node, edge, target);
    decref(target);
    STEP("clear the node; %s, which goes, connects edge %d again", name, edge);
    node_type.clear(node);
    STEP("decref(node), the last reference to it");
    decref(node);
    BECAUSE("The newcomer came into a place that was empty. Whatever clear still does with that "
            "place after the release, it does to the newcomer.");
    EXPECT("events", check_events(),
           check_text("%s goes and refills it, " MISCHIEF_NAME " goes", name));
}

/* Who stands at that edge clears the node once more when it goes; the others are ours, too. */
static void emptied_meanwhile(int edge)
{
    struct object *others[1 + NODE_EDGES];
    const char *name = check_word();

    for (int i = 0; i <= NODE_EDGES; i++)
        others[i] = i == 1 + edge ? mischief_new(name, MISCHIEF_EMPTIES)
                                  : actor_new(check_word(), actor_says_it_goes);
    struct object *node = node_of_items(others);
    victim_is(node, refill);
    clearref(&others[1 + edge]);
    STEP("clear the node; %s, at edge %d, goes and clears the node, too", name, edge);
    node_type.clear(node);
    BECAUSE("Each place is asked what stands in it at the moment when it is emptied: meanwhile "
            "somebody else may have emptied it.");
    EXPECT("events", check_events(), check_text("%s goes and empties it", name));
    for (int i = 0; i <= NODE_EDGES; i++)
        if (others[i] != NULL) {
            BECAUSE("The node gives each reference back once, whoever clears it how often.");
            EXPECT(check_text("references to the %s", object_type_name(others[i])),
                   refcount(others[i]), 1);
            REQUIRE("one of them is ours", refcount(others[i]) > 0);
        }
    decref(node);
    for (int i = 0; i <= NODE_EDGES; i++)
        xdecref(others[i]);
    check_events();
}

#endif
