/* Checks of 5a: counts, the way up and down, orphans, random trees, and a day without memory.
 *
 * Each sentence:
 * - a node owns its item and its children, one reference each -> lives_and_dies, parent_owns_child
 * - it does not own its parent; the count of the parent stays -> child_knows_parent
 * - a tree goes by counting alone, without the collector -> by_counting_alone
 * - who outlives its parent has none; never one that is gone -> orphans
 * - never one that is going: in a callback, in a finalizer, while it waits for its end -> orphans
 * - node_new: a new reference, its own to the item, no parent, no children -> lives_and_dies
 * - it is tracked, and shows each field once -> known_to_the_collector
 * - tracked not before it is complete: a finalizer that runs meanwhile -> known_to_the_collector
 * - node_new without memory: NULL, an error, the item as before -> no_memory
 * - node_add: the last child; a child whose parent is gone, too -> random_trees, orphans
 * - node_add without memory: nothing has changed -> no_memory
 * - node_parent: a new reference; NULL without an error -> child_knows_parent, orphans
 * - node_remove: no parent afterwards, the parent's reference for the caller -> random_trees
 * - clear lets go of the item only; the node stays a good one -> known_to_the_collector
 * - dealloc tells the weak references first, gives back each field, also of half a node -> orphans,
 *   lives_and_dies, parent_owns_child, no_memory
 */
#include "exercises/05_weakrefs/5a_tree.h"

#include <string.h>

#include "common/types/atoms.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/family.h"
#include "exercises/05_weakrefs/half_made.h"
#include "exercises/05_weakrefs/orphans.h"
#include "exercises/check.h"
#include "exercises/owner.h"

CHECK(lives_and_dies, .title = "a node owns its item, as long as it lives", .points = 1,
      .too_few = "node_new makes a reference of its own to the item: the caller keeps the one that "
                 "it has.",
      .too_many = "The node owns one reference to its item, and whoever called node_new one to the "
                  "node.",
      .leaked = "node_dealloc has to give back all that the node owns, and then its memory.",
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
    STEP("decref(%s), so that the node is its only owner", name);
    decref(item);
    EXPECT("events", check_events(), "");
    STEP("decref(node)");
    decref(node);
    EXPECT("events", check_events(), check_text("%s goes", name));
}

CHECK(parent_owns_child, .title = "the parent owns the child", .points = 1,
      .after = "lives_and_dies",
      .too_few = "The parent needs a reference of its own to the child: the caller keeps the one "
                 "that it has.",
      .too_many = "The parent owns one reference to the child, not more. list_append makes one.",
      .leaked = "When the parent goes, node_dealloc gives back each field that is owned.",
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
    EXPECT(check_text("whether %s went", down), (bool)(strstr(check_events(), down) != NULL), true);
}

CHECK(child_knows_parent, .title = "the child knows its parent and does not keep it", .points = 2,
      .after = "parent_owns_child",
      .too_many = "If the child has a counted reference to its parent, parent and child are a "
                  "cycle.",
      .too_few = "node_parent gives a new reference: whoever asked gives it back, and not you.",
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

CHECK(orphans, .title = "a child that outlives its parent has none", .points = 2,
      .after = "child_knows_parent",
      .leaked = "An orphan that gets a new parent may still own what it had for the one that is "
                "gone.",
      .see = "05-told")
{
    const char *up = check_word(), *down = check_word();

    orphan_asks_meanwhile(up, down);
    intptr_t nones = refcount(none());
    for (int i = 0; i < 5; i++) {
        STEP("node_parent(%s)", down);
        struct object *parent = node_parent(orphan);
        BECAUSE("A weak reference to somebody dead answers with None; node_parent answers with "
                "NULL.");
        EXPECT("it gives None", (bool)(parent == none()), false);
        REQUIRE("it gives nothing", parent == NULL);
    }
    BECAUSE("A weak reference to somebody dead answers with a new reference to None.");
    EXPECT("references to None that were kept", refcount(none()) - nones, 0);
    struct object *second = named(check_word());
    STEP("node_add(%s, %s)", name_of(second), down);
    node_add(second, orphan);
    EXPECT("its parent", parent_of(orphan), name_of(second));
    decref(second);
    decref(orphan);
    deep_orphans_ask();
}

CHECK(random_trees, .title = "moved about, it is still a tree", .points = 1,
      .after = "child_knows_parent",
      .too_many = "A reference is left over. node_remove hands over the one that the parent had.",
      .too_few = "A reference was given back that node_remove hands over to the caller.",
      .see = "05-tree")
{
    struct family family;

    family_begin(&family);
    for (int round = 0; round < 40; round++) {
        int p = check_random(PARENTS), child = check_random(CHILDREN);
        if (round < 3)
            family_add(&family, 0, round);
        else if (round == 3)
            family_remove(&family, 0, 1); /* neither the first nor the last */
        else if (family.counts[p] > 0 && check_flip())
            family_remove(&family, p, check_random(family.counts[p]));
        else if (family.parent[child] < 0)
            family_add(&family, p, child);
        else
            continue;
        family_is_right(&family);
    }
    family_end(&family);
    only_child_is_taken_out();
}

/* Stays: it asks for what the exercise is about, with the collector off, in trees of any shape. */
CHECK(by_counting_alone, .title = "a whole tree goes by counting alone", .points = 1,
      .after = "child_knows_parent",
      .too_few = "Something in the tree is in a cycle, or is owned twice. Own what is below, and "
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

/* A node of that item, and a child of that item; who is to have no item has None. */
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
    BECAUSE("clear lets go of the item only: no cycle goes through the way up.");
    EXPECT("its parent", parent_of(child), up);
    decref(child);
    decref(parent);
}

CHECK(known_to_the_collector, .title = "the collector finds its way through a node", .points = 1,
      .after = "child_knows_parent", .see = "05-tree")
{
    const char *name = check_word(), *other = check_word();
    struct object *node = named(name), *second = named(other);

    object_setattr(node_item(node), "node", node);
    STEP("node holds %s, who refers to node", name);
    BECAUSE("The collector knows who was tracked, and nobody else: gc_track().");
    EXPECT("the node is tracked", gc_is_tracked(node), true);
    struct object *referents = gc_get_referents(&node, 1);
    BECAUSE("node_traverse visits each object that the node owns, and each once.");
    EXPECT("what the node refers to", list_size(referents), 2);
    decref(referents);
    decref(node);
    EXPECT("events", check_events(), "");
    STEP("gc_collect(2)");
    EXPECT("gc_collect(2) found something", (bool)(gc_collect(2) > 0), true);
    EXPECT("events", check_events(), check_text("%s goes", name));
    STEP("clear another node, the only owner of %s", other);
    node_type.clear(second);
    EXPECT("events", check_events(), check_text("%s goes", other));
    REQUIRE("it holds nothing, and has its list",
            node_item(second) == NULL && node_count(second) == 0);
    decref(second);
    static const struct owner owner = {.name = "node",
                                       .fields = {"its item", "its child"},
                                       .make = node_of_items,
                                       .kept = 1u << 1};
    owner_is_checked(&owner);
    clear_leaves_the_parent();
    tracked_when_complete();
}

CHECK(no_memory, .title = "without memory, nothing has changed", .points = 1,
      .after = "child_knows_parent",
      .too_many = "When a later thing fails, what was made before it has to be given back, and "
                  "nobody may know of it yet.",
      .leaked = "When a later thing fails, what was made before it has to be given back.",
      .see = "05-tree")
{
    struct object *item = actor_new(check_word(), actor_says_it_goes), *parent = NULL;
    int changed = 0;

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
    for (int i = 0; i < 10; i++) {
        struct object *child = named(check_word());
        if (i % 2 == 1) { /* an orphan: its parent is gone */
            struct object *gone = node_new(none());
            node_add(gone, child);
            decref(gone);
        }
        changed += added_without_memory(parent, child);
        decref(child);
    }
    EXPECT("failures of node_add that changed something", changed, 0);
    decref(parent);
    decref(item);
}
