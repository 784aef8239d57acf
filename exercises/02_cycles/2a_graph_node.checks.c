/* Checks of 2a: what a traversal shows, what clear lets go of, and what the collector makes of
 * both, on random graphs, against a search for what can be reached. */
#include "exercises/02_cycles/2a_graph_node.h"

#include <stdio.h>
#include <string.h>

#include "common/looking/verify.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"
#include "exercises/owner.h"

enum { MOST = 40, TEXT = 512 };

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

CHECK(visits_each_edge, .title = "traverse visits once for each edge", .points = 2,
      .usually = "All NODE_EDGES edges are visited, each once; two edges to one object are two "
                 "references and two visits. An edge that leads nowhere is not visited.",
      .see = "02-clear")
{
    struct object *targets[3];
    struct object *node = node_new(NULL, NULL);

    for (int i = 0; i < 3; i++)
        targets[i] = actor_new(check_word(), NULL);
    for (int round = 0; round < 10; round++) {
        int leads_to[NODE_EDGES], edges_to[4] = {0};
        for (int edge = 0; edge < NODE_EDGES; edge++) {
            int chosen = leads_to[edge] = check_random(4);
            edges_to[chosen]++;
            node_connect(node, edge, chosen == 3 ? NULL : targets[chosen]);
            STEP("edge %d leads to %s", edge,
                 chosen == 3 ? "nowhere" : object_type_name(targets[chosen]));
        }
        STEP("traverse the node");
        for (int i = 0; i < 3; i++)
            EXPECT(check_text("visits of %s", object_type_name(targets[i])),
                   visits_of(targets[i], node), edges_to[i]);
        EXPECT("visits of NULL", visits_of_nothing, 0);
    }
    decref(node);
    for (int i = 0; i < 3; i++)
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
    EXPECT("events", check_events(), check_text("%s goes, edges that lead to it: 0", name));
    REQUIRE(check_text("edge %d leads nowhere now", edge), node_edge(watched, edge) == NULL);
    EXPECT("references to the node", refcount(watched), 1);
}

static struct object *node_of_items(struct object *const *items)
{
    struct object *node = node_new(items[0], NULL);

    for (int edge = 0; edge < NODE_EDGES; edge++)
        node_connect(node, edge, items[1 + edge]);
    return node;
}

CHECK(clear_empties_first, .title = "clear empties each place before it releases", .points = 2,
      .usually =
          "Remember what stood there, empty the place, then release: clearref() does it. And "
          "every edge is to be emptied, so that the node is good afterwards.",
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
        "node", {"its label", "edge 0", "edge 1", "edge 2", "edge 3"}, node_of_items, 0};
    owner_is_checked(&node);
}

/* ---- random graphs ------------------------------------------------------------------------------
 */

static struct graph {
    int size;
    int to[MOST][NODE_EDGES]; /* -1: nowhere */
    bool kept[MOST];          /* the check keeps a reference to it */
    struct object *nodes[MOST];
} graph;

static void invent_graph(int size)
{
    int order[MOST];

    graph.size = size;
    for (int i = 0; i < size; i++) {
        graph.kept[i] = check_random(6) == 0;
        for (int k = 0; k < size; k++)
            order[k] = k;
        check_shuffle(order, size); /* no two edges of a node lead to the same one */
        for (int edge = 0; edge < NODE_EDGES; edge++)
            graph.to[i][edge] = edge < size && check_random(3) == 0 ? order[edge] : -1;
    }
}

static void show_graph(void)
{
    char text[TEXT] = "";

    for (int i = 0; i < graph.size; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d%s:", i > 0 ? ", " : "", i,
                 graph.kept[i] ? " (kept)" : "");
        for (int edge = 0; edge < NODE_EDGES; edge++) {
            used = strlen(text);
            if (graph.to[i][edge] >= 0)
                snprintf(text + used, sizeof text - used, " %d", graph.to[i][edge]);
        }
    }
    STEP("nodes: %d, each with where its edges lead: %s", graph.size,
         graph.size <= 12 ? text : "too many to show");
}

static void make_graph(void)
{
    for (int i = 0; i < graph.size; i++) {
        struct object *label = i % 2 == 0 ? list_new(0) : NULL; /* every other node has one */
        graph.nodes[i] = node_new(label, NULL);
        xdecref(label);
    }
    for (int i = 0; i < graph.size; i++)
        for (int edge = 0; edge < NODE_EDGES; edge++)
            if (graph.to[i][edge] >= 0)
                node_connect(graph.nodes[i], edge, graph.nodes[graph.to[i][edge]]);
    for (int i = 0; i < graph.size; i++)
        if (!graph.kept[i])
            decref(graph.nodes[i]);
}

/* The numbers for which @in is true, as text. */
static const char *numbers(const bool *in, int size)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int i = 0; i < size; i++)
        if (in[i])
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d",
                     text[0] != '\0' ? " " : "", i);
    return text;
}

/* Which nodes the collector still has in its lists: addresses only, the dead are not followed. */
static const char *alive(void)
{
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);
    bool found[MOST] = {false};

    for (int i = 0; i < graph.size; i++)
        for (intptr_t k = 0; k < list_size(all) && !found[i]; k++)
            found[i] = list_get(all, k) == graph.nodes[i];
    decref(all);
    return numbers(found, graph.size);
}

/* Who can be reached from the kept ones: found by searching, without a count. */
static void search(bool reached[MOST])
{
    bool more = true;

    memcpy(reached, graph.kept, sizeof graph.kept);
    while (more) {
        more = false;
        for (int i = 0; i < graph.size; i++)
            for (int edge = 0; reached[i] && edge < NODE_EDGES; edge++) {
                int to = graph.to[i][edge];
                more = more || (to >= 0 && !reached[to]);
                if (to >= 0)
                    reached[to] = true;
            }
    }
}

__attribute__((unused)) static const char *reachable(void)
{
    bool reached[MOST] = {false};

    search(reached);
    return numbers(reached, graph.size);
}

CHECK(collected_or_kept, .title = "the collector keeps what can be reached, and nothing else",
      .points = 3, .seconds = 5,
      .usually = "A reference that traverse forgets keeps its target alive for ever. One that it "
                 "visits too often is subtracted too often: its target is freed while in use. An "
                 "edge back to the node itself is a reference, too.",
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
        EXPECT("alive afterwards", alive(), reachable());
        STEP("verify the counts of all that is alive");
        REQUIRE("every count covers its references", verify(report, sizeof report));
        STEP("let the kept ones go, and gc_collect(2) again");
        for (int i = 0; i < size; i++)
            if (graph.kept[i])
                decref(graph.nodes[i]);
        gc_collect(GC_OLDEST);
        EXPECT("alive afterwards", alive(), "");
    }
}

/* The map says when it goes: only the check has a reference to it. */
static void map_lives_on(void)
{
    const char *events = check_events();

    EXPECT("events", events, "");
    REQUIRE("the map is still there", *events == '\0');
}

CHECK(map_is_borrowed, .title = "the map is no reference of the node's", .points = 1,
      .usually = "The node has no reference to its map, so traverse has none to show and clear has "
                 "none to release. Both leave the map where it is.",
      .see = "02-clear")
{
    struct object *map = actor_new("the map", actor_says_it_goes);
    struct object *node = node_new(NULL, map);

    STEP("node = node_new(NULL, map); traverse the node");
    EXPECT("visits of the map", visits_of(map, node), 0);
    STEP("clear the node");
    node_type.clear(node);
    map_lives_on();
    EXPECT("references to the map", refcount(map), 1);
    EXPECT("the node still knows its map", node_map(node) == map, true);
    decref(node);
    decref(map);
}

CHECK(cycle_through_label, .title = "a cycle through the label is found and freed", .points = 2,
      .usually = "The label can be any object, also a list that holds the node. It is owned like "
                 "the edges: visited by traverse, let go by clear.",
      .see = "02-trial-deletion")
{
    int others = check_between(1, 5);
    struct object *label = list_new(0), *map = actor_new("the map", actor_says_it_goes);
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
