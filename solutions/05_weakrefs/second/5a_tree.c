/* Exercise 5a, another way. The first goes up by a weak reference. Here the way up is a bare
 * pointer, which costs nothing and cannot fail, and which the parent has to wipe out when it goes:
 * it knows its children. Between its end and its dealloc() it may have to wait; so who asks looks
 * at its count. */
#include "exercises/05_weakrefs/5a_tree.h"

struct node {
    struct object base;
    struct object *item;      /* owned */
    struct object *children;  /* owned: a list of nodes */
    struct object *parent;    /* borrowed; NULL: has none, or none any more */
    struct weakref *weaklist; /* the library's */
};

static void node_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct node *node = (struct node *)self;

    if (node->item != NULL)
        visit(node->item, argument);
    if (node->children != NULL)
        visit(node->children, argument);
}

static void node_clear(struct object *self)
{
    clearref(&((struct node *)self)->item);
}

static void node_dealloc(struct object *self)
{
    struct node *node = (struct node *)self;

    for (intptr_t i = 0; node->children != NULL && i < list_size(node->children); i++)
        ((struct node *)list_get(node->children, i))->parent = NULL;
    weakref_clear_all(self);
    clearref(&node->item);
    clearref(&node->children);
    object_free(self);
}

struct type node_type = {
    .base = TYPE_HEAD,
    .name = "node",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct node),
    .weaklist_offset = offsetof(struct node, weaklist),
    .dealloc = node_dealloc,
    .traverse = node_traverse,
    .clear = node_clear,
};

struct object *node_item(struct object *node)
{
    return ((struct node *)node)->item;
}

intptr_t node_count(struct object *node)
{
    return list_size(((struct node *)node)->children);
}

struct object *node_child(struct object *node, intptr_t index)
{
    return list_get(((struct node *)node)->children, index);
}

struct object *node_new(struct object *item)
{
    struct object *self = object_alloc(&node_type, 0);
    struct node *node = (struct node *)self;

    if (node == NULL)
        return NULL;
    node->item = newref(item);
    node->children = list_new(0);
    if (node->children == NULL)
        clearref(&self);
    else
        gc_track(self);
    return self;
}

bool node_add(struct object *parent, struct object *child)
{
    bool added = list_append(((struct node *)parent)->children, child);

    if (added)
        ((struct node *)child)->parent = parent;
    return added;
}

struct object *node_parent(struct object *node)
{
    struct object *parent = ((struct node *)node)->parent;

    return parent != NULL && refcount(parent) > 0 ? newref(parent) : NULL;
}

struct object *node_remove(struct object *parent, intptr_t index)
{
    struct object *child = list_pop(((struct node *)parent)->children, index);

    ((struct node *)child)->parent = NULL;
    return child;
}
