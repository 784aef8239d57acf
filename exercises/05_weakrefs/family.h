/* What the checks of 5a know of a tree: names instead of addresses, and a model of who is whose
 * child, in two arrays.
 */
#ifndef RECLAIM_EXERCISES_FAMILY_H
#define RECLAIM_EXERCISES_FAMILY_H

#include <stdio.h>
#include <string.h>

#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/5a_tree.h"
#include "exercises/check.h"

enum { PARENTS = 5, CHILDREN = 6, FAMILY_TEXT = 500 };

/* A node whose only item is an actor of that name: it says when it goes. */
static inline struct object *named(const char *name)
{
    struct object *item = actor_new(name, actor_says_it_goes), *node = node_new(item);

    decref(item);
    return node;
}

static inline const char *name_of(struct object *node)
{
    if (node == NULL)
        return "nothing";
    if (node->type == &node_type)
        node = node_item(node);
    return node == NULL ? "a node without item" : object_type_name(node);
}

/* The name of what node_parent() gives, which is dropped again. Whoever lives has a reference from
 * somebody else, too; who is gone or going is not followed, and not freed a second time. */
static inline const char *parent_of(struct object *node)
{
    struct object *parent = node_parent(node);

    if (parent == NULL)
        return "nothing";
    if (parent == none() || parent->refcount > 1) {
        const char *name = parent == none() ? "None" : name_of(parent);
        decref(parent);
        return name;
    }
    bool going = parent->refcount == 1;
    parent->refcount--;
    return going ? "a node that is going just now" : "a node that is gone";
}

/* Who is whose child: nodes[0] to nodes[PARENTS - 1] are the parents, the others the children. */
struct family {
    struct object *parents[PARENTS], *children[CHILDREN];
    int parent[CHILDREN];            /* -1: it has none */
    int rows[PARENTS][CHILDREN + 1]; /* the children of each in their order */
    int counts[PARENTS];
};

static inline void family_begin(struct family *family)
{
    *family = (struct family){.counts = {0}};
    for (int i = 0; i < PARENTS; i++)
        family->parents[i] = named(check_word());
    for (int i = 0; i < CHILDREN; i++) {
        family->children[i] = named(check_word());
        family->parent[i] = -1;
    }
}

static inline void family_end(struct family *family)
{
    for (int i = 0; i < PARENTS; i++)
        decref(family->parents[i]);
    for (int i = 0; i < CHILDREN; i++)
        decref(family->children[i]);
}

static inline void family_says(char *text, const char *format, const char *word)
{
    size_t used = strlen(text);

    snprintf(text + used, FAMILY_TEXT - used, format, word);
}

/* Observes what each child and each parent answers. */
static inline void family_is_right(struct family *family)
{
    char up[FAMILY_TEXT] = "", down[FAMILY_TEXT] = "";
    char up_expected[FAMILY_TEXT] = "", down_expected[FAMILY_TEXT] = "";

    for (int i = 0; i < CHILDREN; i++) {
        const char *parent =
            family->parent[i] < 0 ? "nothing" : name_of(family->parents[family->parent[i]]);
        family_says(up, i == 0 ? "%s: " : ", %s: ", name_of(family->children[i]));
        family_says(up, "%s", parent_of(family->children[i]));
        family_says(up_expected, i == 0 ? "%s: " : ", %s: ", name_of(family->children[i]));
        family_says(up_expected, "%s", parent);
    }
    for (int p = 0; p < PARENTS; p++) {
        family_says(down, p == 0 ? "%s:" : ", %s:", name_of(family->parents[p]));
        family_says(down_expected, p == 0 ? "%s:" : ", %s:", name_of(family->parents[p]));
        for (intptr_t i = 0; i < node_count(family->parents[p]); i++)
            family_says(down, " %s", name_of(node_child(family->parents[p], i)));
        for (int i = 0; i < family->counts[p]; i++)
            family_says(down_expected, " %s", name_of(family->children[family->rows[p][i]]));
    }
    BECAUSE("A child that nobody has moved keeps its parent: what one child has may be shared with "
            "its brothers and sisters.");
    EXPECT("each child and its parent", up, up_expected);
    EXPECT("each parent and its children, in their order", down, down_expected);
}

static inline void family_add(struct family *family, int p, int child)
{
    struct object *parent = family->parents[p];

    STEP("node_add(%s, %s)", name_of(parent), name_of(family->children[child]));
    node_add(parent, family->children[child]);
    family->parent[child] = p;
    family->rows[p][family->counts[p]++] = child;
    EXPECT(check_text("references to %s", name_of(parent)), refcount(parent), 1);
}

static inline void family_remove(struct family *family, int p, int index)
{
    struct object *parent = family->parents[p];
    int child = family->rows[p][index];
    struct object *node = family->children[child];

    STEP("node_remove(%s, %d)", name_of(parent), index);
    REQUIRE("it gives the child", node_remove(parent, index) == node);
    EXPECT(check_text("references to %s", name_of(node)), refcount(node), 2);
    REQUIRE("one of them is ours", refcount(node) > 1);
    decref(node);
    family->parent[child] = -1;
    family->counts[p]--;
    memmove(&family->rows[p][index], &family->rows[p][index + 1],
            sizeof(int) * (size_t)(family->counts[p] - index));
    EXPECT(check_text("references to %s", name_of(parent)), refcount(parent), 1);
}

/* How often node_add failed and changed something. */
static inline int added_without_memory(struct object *parent, struct object *child)
{
    intptr_t count = node_count(parent), parents = refcount(parent), children = refcount(child);
    int changed = 0;
    bool added = false;

    for (size_t nth = 1; !added && nth < 100; nth++) {
        STEP("node_add(%s, %s), with no memory for request number %zu", name_of(parent),
             name_of(child), nth);
        memory_fail_at(nth);
        added = node_add(parent, child);
        memory_fail_at(0);
        ANSWERED("node_add", added);
        changed +=
            !added && (node_count(parent) != count || refcount(child) != children ||
                       refcount(parent) != parents || strcmp(parent_of(child), "nothing") != 0);
    }
    REQUIRE("it succeeds when there is memory again", added);
    EXPECT("references to the child", refcount(child), children + 1);
    EXPECT("children", node_count(parent), count + 1);
    EXPECT("the child's parent", parent_of(child), name_of(parent));
    return changed;
}

/* A child that only its parent owns, and that has no brothers and sisters. */
static inline void only_child_is_taken_out(void)
{
    const char *up = check_word(), *down = check_word();
    struct object *parent = named(up), *child = named(down);

    node_add(parent, child);
    decref(child);
    STEP("node_remove(%s, 0) of %s, its only child, which nobody else owns", up, down);
    REQUIRE("it gives the child", node_remove(parent, 0) == child);
    EXPECT(check_text("references to %s", down), refcount(child), 1);
    EXPECT("its parent", parent_of(child), "nothing");
    decref(child);
    decref(parent);
}

#endif
