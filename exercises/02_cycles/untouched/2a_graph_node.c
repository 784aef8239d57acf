/* Exercise 2a: graph node. What a node owns, and what traverse and clear have to do, is in
 * 2a_graph_node.h; hints: ./reclaim hint 2a */
#include "exercises/02_cycles/2a_graph_node.h"

#include "exercises/exercise.h"

struct node {
    struct object base;
    struct object *label;             /* owned; NULL: none */
    struct object *edges[NODE_EDGES]; /* each owned; NULL: leads nowhere */
    struct object *map;               /* borrowed; NULL: none */
};

static struct node *node_of(struct object *obj)
{
    return (struct node *)obj;
}

/* Calls visit(referent, argument) once for every reference that this node owns. */
static void node_traverse(struct object *self, visitor *visit, void *argument)
{
    TODO("visit what the node owns");
}

/* Lets go of every reference that this node owns. It stays a good node. */
static void node_clear(struct object *self)
{
    TODO("let go of what the node owns");
}

static void node_dealloc(struct object *self)
{
    node_clear(self); /* what a dying node owns is what a cleared one lets go of */
    object_free(self);
}

struct type node_type = {
    .base = TYPE_HEAD,
    .name = "node",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct node),
    .dealloc = node_dealloc,
    .traverse = node_traverse,
    .clear = node_clear,
};

struct object *node_new(struct object *label, struct object *map)
{
    struct object *obj = object_alloc(&node_type, 0);

    if (obj == NULL)
        return NULL;
    xincref(label);
    node_of(obj)->label = label;
    node_of(obj)->map = map;
    gc_track(obj);
    return obj;
}

void node_connect(struct object *node, int edge, struct object *target)
{
    xincref(target);
    setref(&node_of(node)->edges[edge], target);
}

struct object *node_edge(struct object *node, int edge)
{
    return node_of(node)->edges[edge];
}

struct object *node_label(struct object *node)
{
    return node_of(node)->label;
}

struct object *node_map(struct object *node)
{
    return node_of(node)->map;
}
