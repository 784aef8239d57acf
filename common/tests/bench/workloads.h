/*
 * The workloads, in words that ours.c and cpython.c define before they include this file: OBJECT,
 * NEW_LIST(n) and so on, with the ownership of the C API. After it, `workloads` is the table.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/tests/bench/bench.h"

enum { CHURN = 1000000, BUILD = 1000000, GRAPH = 200000, KEYS = 1000 };

static OBJECT **nodes; /* owned */
static OBJECT *top, *keys[KEYS];

static void churn_lists(void)
{
    for (int i = 0; i < CHURN; i++)
        DROP(NEW_LIST(0));
}

static void churn_filled_lists(void)
{
    for (int i = 0; i < CHURN; i++) {
        OBJECT *list = NEW_LIST(3);
        for (int k = 0; k < 3; k++)
            LIST_SET(list, k, NEW_INT(k));
        DROP(list);
    }
}

static void churn_tuples(void)
{
    for (int i = 0; i < CHURN; i++) {
        OBJECT *tuple = NEW_TUPLE(2);
        TUPLE_SET(tuple, 0, NEW_INT(1));
        TUPLE_SET(tuple, 1, NEW_INT(2));
        DROP(tuple);
    }
}

static void churn_dicts(void)
{
    for (int i = 0; i < CHURN; i++) {
        OBJECT *dict = NEW_DICT();
        DICT_SET(dict, keys[0], keys[1]);
        DROP(dict);
    }
}

static void churn_instances(void)
{
    for (int i = 0; i < CHURN; i++) {
        OBJECT *instance = NEW_INSTANCE();
        SET_LINK(instance, 0, keys[0]);
        DROP(instance);
    }
}

static void build_nest(void)
{
    top = NEW_LIST(0);
    for (int i = 0; i < BUILD; i++) {
        OBJECT *outer = NEW_LIST(1);
        LIST_SET(outer, 0, top);
        top = outer;
    }
}

static void drop_top(void)
{
    DROP(top);
}

/* Survivors keep coming, and the collector runs as it does by default. */
static void build_with_collections(void)
{
    COLLECTIONS(true);
    top = NEW_LIST(BUILD);
    for (int i = 0; i < BUILD; i++)
        LIST_SET(top, i, NEW_LIST(0));
    COLLECTIONS(false);
}

typedef OBJECT *make_node(void);
typedef void link_node(OBJECT *from, int link, OBJECT *to);

static OBJECT *make_list(void)
{
    return NEW_LIST(2);
}

static void link_list(OBJECT *from, int link, OBJECT *to)
{
    LIST_SET(from, link, KEEP(to));
}

static OBJECT *make_dict(void)
{
    return NEW_DICT();
}

static void link_dict(OBJECT *from, int link, OBJECT *to)
{
    DICT_SET(from, keys[link], to);
}

static OBJECT *make_instance(void)
{
    return NEW_INSTANCE();
}

static void link_instance(OBJECT *from, int link, OBJECT *to)
{
    SET_LINK(from, link, to);
}

static void make_graph(enum shape shape, size_t size, make_node *make, link_node *link)
{
    nodes = malloc(size * sizeof(OBJECT *));
    for (size_t i = 0; i < size; i++)
        nodes[i] = make();
    for (size_t i = 0; i < size; i++)
        for (int k = 0; k < 2; k++)
            link(nodes[i], k, nodes[linked(shape, k, i, size)]);
}

static void forget_nodes(size_t size)
{
    for (size_t i = 0; i < size; i++)
        DROP(nodes[i]);
    free(nodes);
}

static void drop_graph(void)
{
    forget_nodes(GRAPH);
    COLLECT();
}

/* Once the nodes are forgotten only references among them are left. */
#define GRAPH_OF(shape, SHAPE, kind)                                                               \
    static void shape##_of_##kind(void)                                                            \
    {                                                                                              \
        make_graph(SHAPE, GRAPH, make_##kind, link_##kind);                                        \
    }                                                                                              \
    static void dead_##shape##_of_##kind(void)                                                     \
    {                                                                                              \
        make_graph(SHAPE, GRAPH, make_##kind, link_##kind);                                        \
        forget_nodes(GRAPH);                                                                       \
    }
GRAPH_OF(ring, RING, list)
GRAPH_OF(tree, TREE, list)
GRAPH_OF(random, RANDOM, list)
GRAPH_OF(ring, RING, dict)
GRAPH_OF(tree, TREE, dict)
GRAPH_OF(random, RANDOM, dict)
GRAPH_OF(ring, RING, instance)
GRAPH_OF(tree, TREE, instance)
GRAPH_OF(random, RANDOM, instance)

static void collect_once(void)
{
    COLLECT();
}

static void make_referent(void)
{
    top = NEW_INSTANCE();
}

static void weakrefs(void)
{
    for (int i = 0; i < CHURN; i++)
        DROP(NEW_WEAKREF(top, NULL));
}

static void weakrefs_called(void)
{
    OBJECT *callback = NEW_CALLBACK();

    for (int i = 0; i < GRAPH; i++) {
        OBJECT *referent = NEW_INSTANCE(), *ref = NEW_WEAKREF(referent, callback);
        DROP(referent);
        DROP(ref);
    }
    DROP(callback);
}

static void make_dict_of_keys(void)
{
    top = NEW_DICT();
    for (int i = 0; i < KEYS; i++)
        DICT_SET(top, keys[i], keys[i]);
}

static void dict_gets(void)
{
    for (int i = 0; i < CHURN; i++)
        DICT_GET(top, keys[i % KEYS]);
}

static void dict_sets(void)
{
    for (int i = 0; i < CHURN; i++)
        DICT_SET(top, keys[i % KEYS], keys[(i + 1) % KEYS]);
}

static void dict_inserts(void)
{
    OBJECT *dict = NEW_DICT();

    for (int i = 0; i < KEYS; i++)
        DICT_SET(dict, keys[i], keys[i]);
    DROP(dict);
}

static void trace(void)
{
    TRACING(true);
}

static void stop_tracing(void)
{
    TRACING(false);
}

static void churn_traced(void)
{
    for (int i = 0; i < GRAPH; i++)
        DROP(NEW_LIST(4));
}

#define LIVE(words, shape, kind)                                                                   \
    {                                                                                              \
        words, GRAPH, shape##_of_##kind, collect_once, drop_graph                                  \
    }
#define DEAD(words, shape, kind)                                                                   \
    {                                                                                              \
        words, GRAPH, dead_##shape##_of_##kind, collect_once, NULL                                 \
    }

static const struct workload workloads[] = {
    {"make and free: empty list", CHURN, NULL, churn_lists, NULL},
    {"make and free: list of 3 ints", CHURN, NULL, churn_filled_lists, NULL},
    {"make and free: tuple of 2 ints", CHURN, NULL, churn_tuples, NULL},
    {"make and free: dict of 1 entry", CHURN, NULL, churn_dicts, NULL},
    {"make and free: instance, 1 attribute", CHURN, NULL, churn_instances, NULL},
    {"build a nest of lists", BUILD, NULL, build_nest, drop_top},
    {"release a nest of lists", BUILD, build_nest, drop_top, NULL},
    {"survivors, collected as they come", BUILD, NULL, build_with_collections, drop_top},
    LIVE("collect live: ring of lists", ring, list),
    LIVE("collect live: tree of lists", tree, list),
    LIVE("collect live: random lists", random, list),
    LIVE("collect live: ring of dicts", ring, dict),
    LIVE("collect live: tree of dicts", tree, dict),
    LIVE("collect live: random dicts", random, dict),
    LIVE("collect live: ring of instances", ring, instance),
    LIVE("collect live: tree of instances", tree, instance),
    LIVE("collect live: random instances", random, instance),
    DEAD("collect garbage: ring of lists", ring, list),
    DEAD("collect garbage: tree of lists", tree, list),
    DEAD("collect garbage: random lists", random, list),
    DEAD("collect garbage: ring of dicts", ring, dict),
    DEAD("collect garbage: tree of dicts", tree, dict),
    DEAD("collect garbage: random dicts", random, dict),
    DEAD("collect garbage: ring of instances", ring, instance),
    DEAD("collect garbage: tree of instances", tree, instance),
    DEAD("collect garbage: random instances", random, instance),
    {"weakref: make and free", CHURN, make_referent, weakrefs, drop_top},
    {"weakref: referent dies, callback", GRAPH, NULL, weakrefs_called, NULL},
    {"dict: get", CHURN, make_dict_of_keys, dict_gets, drop_top},
    {"dict: set, key known", CHURN, make_dict_of_keys, dict_sets, drop_top},
    {"dict: set, key new", KEYS, NULL, dict_inserts, NULL},
    {"traced: make and free a list of 4", GRAPH, trace, churn_traced, stop_tracing},
    {0},
};

static void make_room(void)
{
    nodes = malloc(BUILD * sizeof(OBJECT *));
    memset(nodes, 1, BUILD * sizeof(OBJECT *));
}

static void keep_lists(void)
{
    for (int i = 0; i < BUILD; i++)
        nodes[i] = NEW_LIST(2);
}

static void keep_dicts(void)
{
    for (int i = 0; i < BUILD; i++) {
        nodes[i] = NEW_DICT();
        DICT_SET(nodes[i], keys[0], keys[1]);
    }
}

static void keep_instances(void)
{
    for (int i = 0; i < BUILD; i++) {
        nodes[i] = NEW_INSTANCE();
        SET_LINK(nodes[i], 0, keys[0]);
    }
}

static void keep_instances_with_dict(void)
{
    keep_instances();
    for (int i = 0; i < BUILD; i++)
        ASK_FOR_DICT(nodes[i]);
}

static const struct workload weights[] = {
    {"list of 2", BUILD, make_room, keep_lists, NULL},
    {"dict of 1 entry", BUILD, make_room, keep_dicts, NULL},
    {"instance, 1 attribute", BUILD, make_room, keep_instances, NULL},
    {"instance whose __dict__ was asked for", BUILD, make_room, keep_instances_with_dict, NULL},
    {0},
};

static size_t ring_size;

static void make_ring(size_t size)
{
    ring_size = size;
    make_graph(RING, size, make_list, link_list);
}

static void drop_ring(void)
{
    forget_nodes(ring_size);
    COLLECT();
}

static void make_keys(void)
{
    for (int i = 0; i < KEYS; i++) {
        char text[20];
        snprintf(text, sizeof text, "key %d", i);
        keys[i] = NEW_STR(text);
    }
}

/* A class that has made 30 instances before it learns a second name gives each a dict, on both
 * sides: it learns both now, or a row would depend on the rows before it. */
static void teach_class(void)
{
    OBJECT *instance = NEW_INSTANCE();

    SET_LINK(instance, 0, keys[0]);
    SET_LINK(instance, 1, keys[0]);
    DROP(instance);
}

static void drop_keys(void)
{
    for (int i = 0; i < KEYS; i++)
        DROP(keys[i]);
}
