/* Exercise 5a, solved. The way down is owned, the way up is a weak reference: an object that the
 * child owns and that does not count as a reference to the parent. */
#include "exercises/05_weakrefs/5a_tree.h"

#include "common/types/atoms.h"

struct node {
    struct object base;
    struct object *item;      /* owned */
    struct object *children;  /* owned: a list of nodes */
    struct object *parent;    /* owned: a weak reference to the parent; NULL: has none */
    struct weakref *weaklist; /* the library's */
};

static void node_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct node *node = (struct node *)self;

    if (node->item != NULL)
        visit(node->item, argument);
    if (node->children != NULL)
        visit(node->children, argument);
    if (node->parent != NULL)
        visit(node->parent, argument);
}

static void node_clear(struct object *self)
{
    clearref(&((struct node *)self)->item);
}

static void node_dealloc(struct object *self)
{
    struct node *node = (struct node *)self;

    weakref_clear_all(self);
    clearref(&node->item);
    clearref(&node->children);
    clearref(&node->parent);
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
    struct object *up = weakref_new(parent, NULL);

    if (up == NULL)
        return false;
    if (!list_append(((struct node *)parent)->children, child)) {
        decref(up);
        return false;
    }
    setref(&((struct node *)child)->parent, up);
    return true;
}

struct object *node_parent(struct object *node)
{
    struct object *up = ((struct node *)node)->parent;
    struct object *parent = up == NULL ? NULL : weakref_get(up);

    if (parent == none())
        clearref(&parent);
    return parent;
}

struct object *node_remove(struct object *parent, intptr_t index)
{
    struct object *child = list_pop(((struct node *)parent)->children, index);

    clearref(&((struct node *)child)->parent);
    return child;
}
