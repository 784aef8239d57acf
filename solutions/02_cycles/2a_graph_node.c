/* Exercise 2a, solved. What a node owns is said once, in owned(): a place at a time, so that
 * traverse and clear cannot differ in what they walk. */
#include "exercises/02_cycles/2a_graph_node.h"

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

enum { OWNED = 1 + NODE_EDGES };

/* The place of the owned reference number @i. */
static struct object **owned(struct object *self, int i)
{
    return i == 0 ? &node_of(self)->label : &node_of(self)->edges[i - 1];
}

static void node_traverse(struct object *self, visitor *visit, void *argument)
{
    for (int i = 0; i < OWNED; i++)
        if (*owned(self, i) != NULL)
            visit(*owned(self, i), argument);
}

static void node_clear(struct object *self)
{
    for (int i = 0; i < OWNED; i++)
        clearref(owned(self, i));
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
