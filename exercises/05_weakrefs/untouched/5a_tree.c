/* Exercise 5a: tree. What each function has to do is in 5a_tree.h; hints: ./reclaim hint 5a */
#include "exercises/05_weakrefs/5a_tree.h"

#include "exercises/exercise.h"

struct node {
    struct object base;
    struct object *item;      /* owned */
    struct object *children;  /* owned: a list of nodes */
    struct object *parent;    /* yours to decide: what this is, and who owns it */
    struct weakref *weaklist; /* the library's: the weak references to this node */
};

/* Calls visit(obj, argument) once for every reference that this node owns. */
static void node_traverse(struct object *self, visitor *visit, void *argument)
{
    TODO("visit what the node owns");
}

/* The collector breaks a cycle here: lets go of the item. The children stay, and it stays a good
 * node. */
static void node_clear(struct object *self)
{
    TODO("let go of the item");
}

/* The last reference to this node is gone, and the library has untracked it. Whoever refers to it
 * weakly must learn of it first: weakref_clear_all(self). Then gives back all that it owns, and its
 * memory with object_free(). A node that is only half made comes by here, too. */
static void node_dealloc(struct object *self)
{
    TODO("tell the weak references, give back what the node owns, then its memory");
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
    TODO("make a node: object_alloc(&node_type, 0) gives its memory, with every field zero");
}

bool node_add(struct object *parent, struct object *child)
{
    TODO("let the parent own the child, and the child know the parent");
}

struct object *node_parent(struct object *node)
{
    TODO("answer with the parent, if it is still there");
}

struct object *node_remove(struct object *parent, intptr_t index)
{
    TODO("hand over the child, which has no parent any more");
}
