/* Checks of 5a: counts, the way up and down, orphans, random trees, and a day without memory. */
#include "exercises/05_weakrefs/5a_tree.h"

#include <string.h>

#include "common/types/atoms.h"
#include "common/types/function.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"
#include "exercises/owner.h"

/* A node whose only item is an actor of that name: it says when it goes. */
static struct object *named(const char *name)
{
    struct object *item = actor_new(name, actor_says_it_goes), *node = node_new(item);

    decref(item);
    return node;
}

static const char *name_of(struct object *node)
{
    if (node == NULL)
        return "nothing";
    return object_type_name(node->type == &node_type ? node_item(node) : node);
}

/* The name of what node_parent() gives, which is dropped again. */
static const char *parent_of(struct object *node)
{
    struct object *parent = node_parent(node);
    const char *name = name_of(parent);

    xdecref(parent);
    return name;
}

CHECK(lives_and_dies, .title = "a node owns its item, as long as it lives", .points = 1,
      .usually = "node_new has to make a reference of its own to the item, and a list for the "
                 "children. node_dealloc has to give back both, and then the memory of the node.",
      .see = "05-tree")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);

    STEP("node = node_new(%s)", name);
    struct object *node = node_new(item);
    REQUIRE("node_new gives a node", node != NULL && node->type == &node_type);
    EXPECT("references to the node", refcount(node), 1);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    EXPECT("children", node_count(node), 0);
    decref(item);
    EXPECT("events", check_events(), "");
    STEP("decref(node)");
    decref(node);
    EXPECT("events", check_events(), check_text("%s goes", name));
}

CHECK(parent_owns_child, .title = "the parent owns the child", .points = 1,
      .after = "lives_and_dies",
      .usually =
          "node_add makes one reference to the child, for the parent's list, and that keeps the "
          "child alive. When the parent goes, node_dealloc gives back all three fields; a "
          "child that owns its parent keeps it from going.",
      .see = "05-tree")
{
    const char *up = check_word(), *down = check_word();
    struct object *parent = named(up), *child = named(down);

    STEP("node_add(%s, %s)", up, down);
    REQUIRE("node_add succeeds", node_add(parent, child));
    EXPECT(check_text("references to %s", down), refcount(child), 2);
    EXPECT(check_text("children of %s", up), node_count(parent), 1);
    REQUIRE("the child is in it", node_count(parent) == 1 && node_child(parent, 0) == child);
    STEP("decref(%s), so that %s is its only owner", down, up);
    decref(child);
    EXPECT("events", check_events(), "");
    STEP("decref(%s); gc_collect(2)", up);
    decref(parent);
    gc_collect(2);
    EXPECT(check_text("whether %s went", down), strstr(check_events(), down) != NULL, true);
}

CHECK(child_knows_parent, .title = "the child knows its parent and does not keep it", .points = 2,
      .after = "parent_owns_child",
      .usually = "If the child has a counted reference to its parent, parent and child are a "
                 "cycle. node_parent itself gives a new reference: weakref_get makes one.",
      .see = "05-tree")
{
    const char *up = check_word(), *down = check_word();
    struct object *parent = named(up), *child = named(down);

    STEP("node_parent(%s), which has none", down);
    REQUIRE("node_parent gives nothing", node_parent(child) == NULL);
    STEP("node_add(%s, %s)", up, down);
    node_add(parent, child);
    EXPECT(check_text("references to %s", up), refcount(parent), 1);
    for (int i = 1; i <= 3; i++) {
        STEP("node_parent(%s)", down);
        REQUIRE(check_text("it gives %s", up), node_parent(child) == parent);
        EXPECT(check_text("references to %s", up), refcount(parent), 1 + i);
        REQUIRE("one of them is ours", refcount(parent) > i);
    }
    for (int i = 0; i < 3; i++)
        decref(parent);
    decref(child);
    decref(parent);
}

static struct object *orphan;

static void orphan_looks_up(struct object *self)
{
    check_event("%s goes, the parent is %s", object_type_name(self), parent_of(orphan));
}

static bool watch_told(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    check_event("who watches the parent is told");
    return true;
}

CHECK(orphans, .title = "a child that outlives its parent has none", .points = 2,
      .after = "child_knows_parent",
      .usually =
          "node_dealloc has to call weakref_clear_all(self) before it gives anything back, "
          "and node_parent has to turn None into NULL, without keeping a reference to it. An "
          "orphan that gets a new parent still has the dead weak reference: give it back.",
      .see = "05-told")
{
    const char *up = check_word(), *down = check_word();
    struct object *item = actor_new(up, orphan_looks_up), *parent = node_new(item);
    struct object *callback = function_new("watch_told", watch_told, NULL);
    struct object *watch = weakref_new(parent, callback);

    decref(callback);
    decref(item);
    orphan = named(down);
    node_add(parent, orphan);
    STEP("decref(%s), the parent of %s", up, down);
    decref(parent);
    EXPECT("events", check_events(),
           check_text("who watches the parent is told, %s goes, the parent is nothing", up));
    decref(watch);
    intptr_t nones = refcount(none());
    for (int i = 0; i < 5; i++) {
        STEP("node_parent(%s)", down);
        REQUIRE("it gives nothing", node_parent(orphan) == NULL);
    }
    EXPECT("references to None that were kept", refcount(none()) - nones, 0);
    struct object *second = named(check_word());
    STEP("node_add(%s, %s)", name_of(second), down);
    node_add(second, orphan);
    EXPECT("its parent", parent_of(orphan), name_of(second));
    decref(second);
    decref(orphan);
}

CHECK(random_trees, .title = "moved about, it is still a tree", .points = 1,
      .after = "child_knows_parent",
      .usually = "node_remove hands over the reference that the list had, makes and releases none, "
                 "and the child has no parent afterwards.",
      .see = "05-tree")
{
    enum { NODES = 12 };
    struct object *nodes[NODES];

    for (int i = 0; i < NODES; i++)
        nodes[i] = named(check_word());
    for (int round = 0; round < 60; round++) {
        struct object *parent = nodes[check_random(NODES / 2)];
        struct object *child = nodes[check_between(NODES / 2, NODES - 1)];
        if (node_count(parent) > 0 && check_flip()) {
            intptr_t index = check_random((int)node_count(parent));
            child = node_child(parent, index);
            STEP("node_remove(%s, %td)", name_of(parent), index);
            REQUIRE("it gives the child", node_remove(parent, index) == child);
            EXPECT(check_text("references to %s", name_of(child)), refcount(child), 2);
            REQUIRE("one of them is ours", refcount(child) > 1);
            EXPECT(check_text("the parent of %s", name_of(child)), parent_of(child), "nothing");
            decref(child);
        } else if (refcount(child) == 1) {
            STEP("node_add(%s, %s)", name_of(parent), name_of(child));
            node_add(parent, child);
            EXPECT(check_text("the parent of %s", name_of(child)), parent_of(child),
                   name_of(parent));
        }
        EXPECT(check_text("references to %s", name_of(parent)), refcount(parent), 1);
    }
    for (int i = 0; i < NODES; i++)
        decref(nodes[i]);
}

CHECK(by_counting_alone, .title = "a whole tree goes by counting alone", .points = 1,
      .after = "child_knows_parent",
      .usually = "Something in the tree is in a cycle, or is owned twice. Own what is below, and "
                 "only that.",
      .see = "05-tree")
{
    enum { NODES = 200 };
    struct object *nodes[NODES];
    int goes = 0;

    gc_disable();
    for (int i = 0; i < NODES; i++)
        nodes[i] = node_new(none());
    for (int i = 1; i < NODES; i++)
        node_add(nodes[check_random(i)], nodes[i]);
    struct object *watches = list_new(0);
    for (int i = 0; i < NODES; i++) {
        struct object *watch = weakref_new(nodes[i], NULL);
        list_append(watches, watch);
        decref(watch);
    }
    STEP("decref of all %d nodes of a random tree, the root last", NODES);
    for (int i = NODES - 1; i >= 0; i--)
        decref(nodes[i]);
    for (int i = 0; i < NODES; i++)
        goes += ((struct weakref *)list_get(watches, i))->referent == NULL;
    EXPECT("nodes that are gone", goes, NODES);
    decref(watches);
    STEP("gc_collect(2)");
    EXPECT("gc_collect(2)", gc_collect(2), 0);
}

/* A node of that item, and a child of that item; a node without item has None. */
static struct object *node_of_items(struct object *const *items)
{
    struct object *node = node_new(items[0] != NULL ? items[0] : none());

    if (items[1] != NULL) {
        struct object *child = node_new(items[1]);
        node_add(node, child);
        decref(child);
    }
    return node;
}

static void clear_leaves_the_parent(void)
{
    const char *up = check_word(), *down = check_word();
    struct object *parent = named(up), *child = named(down);

    node_add(parent, child);
    STEP("node_add(%s, %s), then clear %s", up, down, down);
    node_type.clear(child);
    BECAUSE("clear lets go of what may be in a cycle, and of nothing else: no cycle goes through a "
            "weak "
            "reference.");
    EXPECT("its parent", parent_of(child), up);
    decref(child);
    decref(parent);
}

CHECK(known_to_the_collector, .title = "the collector finds its way through a node", .points = 1,
      .after = "child_knows_parent",
      .usually =
          "node_new has to track the node; node_traverse has to visit the item and the list, "
          "once each; node_clear has to let go of the item, and of nothing else.",
      .see = "05-tree")
{
    const char *name = check_word(), *other = check_word();
    struct object *node = named(name), *second = named(other);

    object_setattr(node_item(node), "node", node);
    STEP("node holds %s, who refers to node", name);
    EXPECT("the node is tracked", gc_is_tracked(node), true);
    struct object *referents = gc_get_referents(&node, 1);
    EXPECT("what the node refers to", list_size(referents), 2);
    decref(referents);
    decref(node);
    EXPECT("events", check_events(), "");
    STEP("gc_collect(2)");
    EXPECT("gc_collect(2) found something", gc_collect(2) > 0, true);
    EXPECT("events", check_events(), check_text("%s goes", name));
    STEP("clear another node, the only owner of %s", other);
    node_type.clear(second);
    EXPECT("events", check_events(), check_text("%s goes", other));
    REQUIRE("it holds nothing, and has its list",
            node_item(second) == NULL && node_count(second) == 0);
    decref(second);
    static const struct owner owner = {"node", {"its item", "its child"}, node_of_items, 1u << 1};
    owner_is_checked(&owner);
    clear_leaves_the_parent();
}

CHECK(no_memory, .title = "without memory, nothing has changed", .points = 1,
      .after = "child_knows_parent",
      .usually = "Make everything that can fail first, and give back what was made when the next "
                 "thing fails. The child learns of its parent only when it is in the list.",
      .see = "05-tree")
{
    struct object *item = actor_new(check_word(), actor_says_it_goes), *parent = NULL;
    struct object *child = named(check_word());
    int changed = 0;
    bool added = false;

    for (size_t nth = 1; parent == NULL && nth < 100; nth++) {
        STEP("node_new, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        parent = node_new(item);
        memory_fail_at(0);
        ANSWERED("node_new", parent != NULL);
        changed += parent == NULL && refcount(item) != 1;
    }
    REQUIRE("node_new gives a node when there is memory again", parent != NULL);
    EXPECT("failures that changed the count of the item", changed, 0);
    EXPECT("references to the item", refcount(item), 2);
    changed = 0;
    for (size_t nth = 1; !added && nth < 100; nth++) {
        STEP("node_add, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        added = node_add(parent, child);
        memory_fail_at(0);
        ANSWERED("node_add", added);
        changed += !added && (node_count(parent) != 0 || refcount(child) != 1 ||
                              strcmp(parent_of(child), "nothing") != 0);
    }
    EXPECT("failures of node_add that changed something", changed, 0);
    EXPECT("references to the child", refcount(child), 2);
    EXPECT("children", node_count(parent), 1);
    EXPECT("the child's parent", parent_of(child), name_of(parent));
    error_clear();
    decref(parent);
    decref(child);
    decref(item);
}
