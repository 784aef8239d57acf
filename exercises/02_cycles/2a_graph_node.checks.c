/* Checks of 2a: what a traversal shows, what clear lets go of, and what the collector makes of
 * both, on random graphs, against a search for what can be reached.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - a node owns its label and what its edges lead to, one reference for each -> visits_each_edge
 * - two edges to one object, one back to the node itself -> visits_each_edge
 * - a node borrows its map -> map_is_borrowed
 * - traverse visits each owned reference once -> visits_each_edge; in any order: the second
 * solution
 * - traverse changes nothing -> visits_each_edge, and the counts, everywhere
 * - an empty place is no reference -> visits_each_edge
 * - clear lets go of every reference -> clear_empties_first, in each state
 * - the place is empty when its object goes -> clear_empties_first, cleared_meanwhile
 * - the node stays good, can be cleared and connected again -> clear_empties_first
 * - with its map -> map_is_borrowed
 */
#include "exercises/02_cycles/2a_graph_node.h"

#include <string.h>

#include "common/looking/verify.h"
#include "common/types/atoms.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/02_cycles/meanwhile.h"
#include "exercises/02_cycles/nodes.h"
#include "exercises/check.h"
#include "exercises/owner.h"

static struct object *target_visited; /* count_visits counts visits of this one */
static int visits, visits_of_nothing;

static void count_visits(struct object *referent, void *argument)
{
    (void)argument;
    visits += referent != NULL && referent == target_visited;
    visits_of_nothing += referent == NULL;
}

static int visits_of(struct object *target, struct object *node)
{
    target_visited = target;
    visits = visits_of_nothing = 0;
    object_traverse(node, count_visits, NULL);
    return visits;
}

enum { TARGETS = 4, NOWHERE = TARGETS }; /* the last target is the node itself */

/* Where the edges lead: first each elsewhere, then all to one, then all nowhere, then anywhere. */
static int chosen(int round, int edge)
{
    return round == 0   ? edge
           : round == 1 ? check_random(TARGETS)
           : round == 2 ? NOWHERE
                        : check_random(TARGETS + 1);
}

static void connect(struct object *node, struct object *const *targets, int round, int *edges_to)
{
    char text[TEXT] = "";
    int one = chosen(round, 0);

    for (int edge = 0; edge < NODE_EDGES; edge++) {
        int to = round == 1 ? one : chosen(round, edge);
        size_t used = strlen(text);
        if (to != NOWHERE)
            edges_to[to]++;
        node_connect(node, edge, to == NOWHERE ? NULL : targets[to]);
        snprintf(text + used, sizeof text - used, "%s%s", edge > 0 ? ", " : "",
                 to == NOWHERE       ? "nowhere"
                 : to == TARGETS - 1 ? "to the node itself"
                                     : check_text("to the %s", object_type_name(targets[to])));
    }
    STEP("the edges lead %s; traverse the node", text);
}

CHECK(visits_each_edge, .title = "traverse visits once for each edge", .points = 2,
      .too_many = "A visit that is no reference of the node's: something is visited twice, or is "
                  "not its own.",
      .too_few = "A reference that traverse does not show. All NODE_EDGES edges are visited, each "
                 "once. Two edges to one object are two references and two visits, and so is an "
                 "edge to what the label is. An edge back to the node itself is a reference, too.",
      .see = "02-clear")
{
    struct object *label = actor_new(check_word(), NULL);
    struct object *node = node_new(label, NULL);
    struct object *targets[TARGETS] = {label, str_new(check_word()), actor_new(check_word(), NULL),
                                       node};

    STEP("node = node_new(the %s, NULL)", object_type_name(label));
    for (int round = 0; round < 12; round++) {
        int edges_to[TARGETS] = {1}; /* the label */
        connect(node, targets, round, edges_to);
        visits_of(NULL, node);
        BECAUSE(round == 0
                    ? "All edges lead somewhere, and there is a label. The only field that is "
                      "NULL is the map, and that is no reference of the node's at all."
                    : "An edge that leads nowhere is NULL, and is not visited.");
        EXPECT("visits of NULL", visits_of_nothing, 0);
        for (int i = 0; i < TARGETS; i++)
            EXPECT(i == TARGETS - 1 ? "visits of the node itself"
                                    : check_text("visits of the %s", object_type_name(targets[i])),
                   visits_of(targets[i], node), edges_to[i]);
    }
    for (int edge = 0; edge < NODE_EDGES; edge++)
        node_connect(node, edge, NULL);
    for (int i = 0; i < TARGETS; i++)
        decref(targets[i]);
}

static struct object *watched; /* the node that looks_into_the_node looks into */

static void looks_into_the_node(struct object *self)
{
    int found = 0;

    for (int edge = 0; edge < NODE_EDGES; edge++)
        found += node_edge(watched, edge) == self;
    check_event("%s goes, edges that lead to it: %d", object_type_name(self), found);
}

/* Clears the watched node, whose only edge is that number, and looks at what is left. */
static void clear_watched(int edge, const char *name)
{
    STEP("clear the node, the only owner of %s, which edge %d leads to", name, edge);
    node_type.clear(watched);
    BECAUSE("What only the node owned goes when clear lets go of it. When it goes, its place is "
            "empty: remember what stood there, empty the place, then release.");
    EXPECT("events", check_events(), check_text("%s goes, edges that lead to it: 0", name));
    BECAUSE("A pointer that is left there leads to what was released.");
    REQUIRE(check_text("edge %d leads nowhere now", edge), node_edge(watched, edge) == NULL);
    EXPECT("references to the node", refcount(watched), 1);
    BECAUSE("A cleared node is a good node, and the collector still has to find its cycles.");
    EXPECT("the node is tracked", gc_is_tracked(watched), true);
}

CHECK(clear_empties_first, .title = "clear empties each place before it releases", .points = 2,
      .see = "01-store-first")
{
    watched = node_new(NULL, NULL);
    for (int edge = 0; edge < NODE_EDGES; edge++) {
        const char *name = check_word();
        struct object *target = actor_new(name, looks_into_the_node);
        node_connect(watched, edge, target);
        decref(target);
        clear_watched(edge, name);
    }
    STEP("clear the empty node");
    node_type.clear(watched);
    EXPECT("events", check_events(), "");
    decref(watched);
    static const struct owner node = {
        .name = "node",
        .fields = {"its label", "edge 0", "edge 1", "edge 2", "edge 3"},
        .make = node_of_items};
    owner_is_checked(&node);
}

CHECK(cleared_meanwhile, .title = "who goes may connect the node, and clear it", .points = 1,
      .after = "clear_empties_first", .see = "01-store-first")
{
    for (int edge = 0; edge < NODE_EDGES; edge++) {
        refilled_meanwhile(edge);
        emptied_meanwhile(edge);
    }
}

CHECK(collected_or_kept, .title = "the collector keeps just what can be reached", .points = 2,
      .seconds = 5,
      .too_many = "Garbage was kept: it seems to be held from outside. Which reference does "
                  "traverse not show? An edge back to the node itself is one, too.",
      .too_few =
          "Something in use was freed: it seems not to be held from outside. Which reference "
          "does traverse show more often than there is?",
      .see = "02-clear")
{
    char report[200];

    gc_disable();
    for (int size = 1; size <= MOST; size++) {
        invent_graph(size);
        make_graph();
        show_graph();
        STEP("gc_collect(2)");
        gc_collect(GC_OLDEST);
        EXPECT("nodes alive afterwards", how_many(alive()), how_many(reachable()));
        EXPECT("alive afterwards", numbers(alive()), numbers(reachable()));
        STEP("verify the counts of all that is alive");
        REQUIRE("every count covers its references", verify(report, sizeof report));
        STEP("let the kept ones go, and gc_collect(2) again");
        for (int i = 0; i < size; i++)
            if (graph.kept[i])
                decref(graph.nodes[i]);
        gc_collect(GC_OLDEST);
        EXPECT("nodes alive afterwards", how_many(alive()), 0);
    }
}

/* The map says when it goes: only the check has a reference to it. */
static void map_lives_on(void)
{
    const char *events = check_events();

    BECAUSE("The map is the check's, and has a reference less than before: who released it?");
    EXPECT("events", events, "");
    REQUIRE("the map is still there", *events == '\0');
}

CHECK(map_is_borrowed, .title = "the map is no reference of the node's", .points = 1,
      .usually = "The node has no reference to its map, so traverse has none to show and clear has "
                 "none to release. Both leave the map where it is.",
      .see = "02-clear")
{
    struct object *map = actor_new("map", actor_says_it_goes);
    struct object *node = node_new(NULL, map);

    STEP("node = node_new(NULL, map); traverse the node");
    EXPECT("visits of the map", visits_of(map, node), 0);
    STEP("clear the node");
    node_type.clear(node);
    map_lives_on();
    EXPECT("references to the map", refcount(map), 1);
    EXPECT("the node still knows its map", node_map(node) == map, true);
    STEP("edge 1 leads to the map; traverse the node");
    node_connect(node, 1, map);
    BECAUSE("The edge owns what it leads to, even when that is the map.");
    EXPECT("visits of the map", visits_of(map, node), 1);
    STEP("clear the node");
    node_type.clear(node);
    map_lives_on();
    EXPECT("references to the map", refcount(map), 1);
    EXPECT("the node still knows its map", node_map(node) == map, true);
    decref(node);
    decref(map);
}

CHECK(cycle_through_label, .title = "a cycle through the label is found and freed", .points = 2,
      .too_few = "The label can be any object, also a list that holds the node. It is owned like "
                 "the edges, and traverse shows it.",
      .too_many = "Something is visited that the node does not own, or twice.",
      .see = "02-trial-deletion")
{
    int others = check_between(1, 5);
    struct object *label = list_new(0), *map = actor_new("map", actor_says_it_goes);
    struct object *node = node_new(label, map);

    gc_disable();
    STEP("label = []; node = node_new(label, map); label.append(node)");
    list_append(label, node);
    EXPECT("visits of the label", visits_of(label, node), 1);
    for (int i = 0; i < others; i++) {
        struct object *other = list_new(0);
        list_append(label, other);
        decref(other);
    }
    STEP("%d more lists go into the label; node and label lose their names", others);
    decref(label);
    decref(node);
    STEP("gc_collect(2)");
    EXPECT("found", gc_collect(GC_OLDEST), 2 + others);
    map_lives_on();
    decref(map);
}
