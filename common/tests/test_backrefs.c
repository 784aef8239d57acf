/* Chains of references: the shortest, forward and backward, and what a search leaves behind. */
#include "common/looking/backrefs.h"

#include "common/collector/gc.h"
#include "common/tests/fail_untraced.h"
#include "common/tests/test.h"

/* @chain is exactly the objects given. */
static void expect_chain(struct object *chain, intptr_t count, struct object *const *expected)
{
    ck_assert_ptr_nonnull(chain);
    ck_assert_int_eq(list_size(chain), count);
    for (intptr_t i = 0; i < count; i++)
        ck_assert_ptr_eq(list_get(chain, i), expected[i]);
    decref(chain);
}

#define expect_way(chain, ...)                                                                     \
    expect_chain(chain, sizeof((struct object *[]){__VA_ARGS__}) / sizeof(struct object *),        \
                 (struct object *[]){__VA_ARGS__})

/* A list that holds @item; it owns the reference. */
static struct object *around(struct object *item)
{
    struct object *list = list_pack(1, item);

    decref(item);
    return list;
}

static bool chain_is(struct object *obj, void *wanted)
{
    return obj == wanted;
}

START_TEST(the_chain_runs_from_the_root_to_the_object)
{
    struct object *leak = list_new(0), *middle = around(newref(leak));
    struct object *registry = dict_new(), *atom = int_new(1000);

    list_append(leak, atom);
    dict_set_str(registry, "cache", middle);
    decref(middle);
    expect_way(objgraph_find_backref_chain(leak, chain_is, registry, CHAIN_MAX_DEPTH), registry,
               middle, leak);
    expect_way(objgraph_find_backref_chain(atom, chain_is, registry, CHAIN_MAX_DEPTH), registry,
               middle, leak, atom);
    ck_assert_int_eq(refcount(leak), 2);
    decref(registry);
    decref(leak);
    decref(atom);
}
END_TEST

START_TEST(without_a_chain_the_object_stands_alone)
{
    struct object *leak = list_new(0), *other = list_new(0);

    expect_way(objgraph_find_backref_chain(leak, chain_is, other, CHAIN_MAX_DEPTH), leak);
    expect_way(objgraph_find_backref_chain(leak, chain_is, leak, CHAIN_MAX_DEPTH), leak);
    decref(leak);
    decref(other);
}
END_TEST

START_TEST(the_shortest_chain_wins)
{
    struct object *leak = list_new(0), *root = list_new(0);
    struct object *far = around(around(newref(leak))), *near = around(newref(leak));

    list_append(root, far);
    list_append(root, near);
    expect_way(objgraph_find_backref_chain(leak, chain_is, root, CHAIN_MAX_DEPTH), root, near,
               leak);
    decref(far);
    decref(near);
    decref(root);
    decref(leak);
}
END_TEST

START_TEST(max_depth_is_a_number_of_references)
{
    struct object *leak = list_new(0), *middle = around(newref(leak));
    struct object *root = around(newref(middle));

    expect_way(objgraph_find_backref_chain(leak, chain_is, root, 1), leak);
    expect_way(objgraph_find_backref_chain(leak, chain_is, root, 2), root, middle, leak);
    decref(root);
    decref(middle);
    decref(leak);
}
END_TEST

START_TEST(a_level_is_as_wide_as_it_is)
{
    struct object *leak = list_new(0), *holders = list_new(0);

    for (int i = 0; i < 5; i++) {
        struct object *holder = around(newref(leak));
        list_append(holders, holder);
        decref(holder);
    }
    struct object *last = list_get(holders, 4), *root = list_pack(1, last);
    expect_way(objgraph_find_backref_chain(leak, chain_is, root, 2), root, last, leak);
    decref(root);
    decref(holders);
    decref(leak);
}
END_TEST

START_TEST(cycles_do_no_harm)
{
    struct object *a = list_new(0), *b = list_pack(2, a, a), *root = list_pack(1, b);
    struct object *nowhere = list_new(0);

    list_append(a, b);
    list_append(a, a);
    expect_way(objgraph_find_backref_chain(a, chain_is, root, CHAIN_MAX_DEPTH), root, b, a);
    expect_way(objgraph_find_backref_chain(a, chain_is, nowhere, CHAIN_MAX_DEPTH), a);
    list_clear(a);
    decref(nowhere);
    decref(root);
    decref(b);
    decref(a);
}
END_TEST

START_TEST(garbage_is_no_holder)
{
    struct object *leak = list_new(0), *garbage = list_pack(1, leak);

    list_append(garbage, garbage);
    decref(garbage);
    ck_assert_int_eq(refcount(leak), 2);
    expect_way(objgraph_find_backref_chain(leak, chain_is, garbage, CHAIN_MAX_DEPTH), leak);
    ck_assert_int_eq(refcount(leak), 1);
    decref(leak);
}
END_TEST

START_TEST(a_search_leaves_the_collector_as_it_was)
{
    struct object *leak = list_new(0);

    for (int on = 0; on < 2; on++) {
        collector.enabled = on;
        decref(objgraph_find_backref_chain(leak, chain_is, NULL, CHAIN_MAX_DEPTH));
        ck_assert_int_eq(gc_is_enabled(), on);
    }
    decref(leak);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    struct object *leak = list_new(0), *middle = around(newref(leak));
    struct object *root = around(newref(middle)), *chain;

    fail_each(memory_fail_at, chain,
              chain = objgraph_find_backref_chain(leak, chain_is, root, CHAIN_MAX_DEPTH));
    expect_way(chain, root, middle, leak);
    ck_assert_int_eq(refcount(leak), 2);
    decref(root);
    decref(middle);
    decref(leak);
}
END_TEST

TESTS("backrefs", the_chain_runs_from_the_root_to_the_object,
      without_a_chain_the_object_stands_alone, the_shortest_chain_wins,
      max_depth_is_a_number_of_references, a_level_is_as_wide_as_it_is, cycles_do_no_harm,
      garbage_is_no_holder, a_search_leaves_the_collector_as_it_was, every_allocation_fails_once)
