/* What gc.collect() finds: G01 to G15 of the reference, and its table 10.2. */
#include "common/tests/conformance/scene.h"

static void of_self_list(struct world *world)
{
    drop(world, self_list(world));
    collect(world, 2);
}

static void of_two_lists(struct world *world)
{
    struct thing *a = world->does->list_new(0), *b = world->does->list_new(0);

    world->does->list_append(a, b);
    push(world, b, a);
    drop(world, b);
    collect(world, 2);
}

static void of_self_dict(struct world *world)
{
    drop(world, self_dict(world));
    collect(world, 2);
}

static void of_list_and_tuple(struct world *world)
{
    struct thing *list = world->does->list_new(0), *tuple = world->does->tuple_new(1);

    world->does->tuple_set(tuple, 0, list);
    push(world, list, tuple);
    collect(world, 2);
}

static void of_dict_and_list(struct world *world)
{
    struct thing *list = world->does->list_new(0), *dict = world->does->dict_new();
    struct thing *key = world->does->int_new(1000);

    world->does->dict_set(dict, key, list);
    push(world, list, dict);
    drop(world, list);
    drop(world, key);
    collect(world, 2);
}

static void of_self_tuple(struct world *world)
{
    struct thing *tuple = world->does->tuple_new(1);

    world->does->tuple_set(tuple, 0, tuple); /* its only reference is its own */
    collect(world, 2);
    collect(world, 2);
    world->does->tuple_set(tuple, 0, NULL);
}

static void of_self_instance(struct world *world)
{
    drop(world, self_node(world, CLASS_PLAIN, ACT_NOTHING, 0));
    collect(world, 2);
    drop(world, self_node(world, CLASS_NODE, ACT_NOTHING, 0));
    collect(world, 2);
    collect(world, 2);
}

static void of_instance_with_dict(struct world *world)
{
    struct thing *self = self_node(world, CLASS_PLAIN, ACT_NOTHING, 0);

    drop(world, world->does->dict_of(self));
    drop(world, self);
    collect(world, 2);
}

static void of_two_instances(struct world *world)
{
    struct thing *a = new_node(world), *b = new_node(world);

    link_to(world, a, 0, b);
    give(world, b, 0, a);
    drop(world, b);
    collect(world, 2);
}

static void of_method(struct world *world)
{
    struct thing *self = give_birth(world, CLASS_PLAIN, ACT_NOTHING, 0);

    give(world, self, 0, world->collects->function_new(self));
    drop(world, self);
    collect(world, 2);
}

static void of_dict_and_function(struct world *world)
{
    struct thing *dict = world->does->dict_new(), *key = world->does->str_new("key");
    struct thing *function = world->collects->function_new(dict);

    world->does->dict_set(dict, key, function);
    drop(world, function);
    drop(world, key);
    drop(world, dict);
    collect(world, 2);
}

static void with_hanging_lists(struct world *world)
{
    struct thing *list = self_list(world), *hanging = world->does->list_new(0);

    for (int i = 0; i < 2; i++) {
        struct thing *outer = world->does->list_new(0);
        push(world, outer, hanging);
        hanging = outer;
    }
    push(world, list, hanging);
    drop(world, list);
    collect(world, 2);
}

/* {}, {'a': 1}, {'a': []} */
static void with_hanging_dicts(struct world *world)
{
    for (int i = 0; i < 3; i++) {
        struct thing *list = self_list(world), *dict = world->does->dict_new();
        struct thing *key = world->does->str_new("a");
        struct thing *value = i == 1 ? world->does->int_new(1) : world->does->list_new(0);
        if (i > 0)
            world->does->dict_set(dict, key, value);
        drop(world, value);
        drop(world, key);
        push(world, list, dict);
        drop(world, list);
        collect(world, 2);
    }
}

/* A fresh tuple of ints is garbage like any other; one that a collection has untracked is not. */
static void with_hanging_tuple(struct world *world)
{
    for (int i = 0; i < 2; i++) {
        struct thing *list = self_list(world), *tuple = world->does->tuple_new(2);
        for (int at = 0; at < 2; at++)
            world->does->tuple_set(tuple, at, world->does->int_new(at));
        push(world, list, tuple);
        if (i == 1)
            world->collects->collect(2);
        drop(world, list);
        collect(world, 2);
    }
}

static void of_ten_lists(struct world *world)
{
    for (int i = 0; i < 10; i++)
        drop(world, self_list(world));
    collect(world, 2);
}

static void of_large_ring(struct world *world)
{
    struct thing *first = new_node(world), *last = first;

    world->does->incref(first);
    for (int i = 1; i < 10001; i++) {
        struct thing *next = new_node(world);
        link_to(world, last, 0, next);
        drop(world, last);
        last = next;
    }
    give(world, last, 0, first);
    drop(world, last);
    collect(world, 2);
}

static void of_large_nest(struct world *world)
{
    struct thing *list = self_list(world), *hanging = world->does->list_new(0);

    for (int i = 1; i < 100000; i++) {
        struct thing *outer = world->does->list_new(1);
        world->does->list_set(outer, 0, hanging);
        hanging = outer;
    }
    push(world, list, hanging);
    drop(world, list);
    collect(world, 2);
}

/* 150 deep, lists and dicts in turn, with finalizers every 17th of which runs a full collection. */
static void nest_that_collects(struct world *world)
{
    struct thing *obj = world->does->none();

    for (int i = 0; i < 150; i++) {
        struct thing *outer = i % 2 == 0 ? world->does->list_new(0) : world->does->dict_new();
        struct thing *teller =
            give_birth(world, CLASS_FINAL, i % 17 == 0 ? ACT_COLLECT : ACT_NOTHING, 2);
        if (i % 2 == 0) {
            push(world, outer, teller);
            push(world, outer, obj);
        } else {
            world->does->dict_set(outer, teller, obj);
            drop(world, teller);
            drop(world, obj);
        }
        obj = outer;
    }
    drop(world, obj);
    collect(world, 2);
}

static void chain_of_sixty(struct world *world)
{
    struct thing *obj = world->does->none();

    for (int i = 0; i < 60; i++) {
        struct thing *outer = give_birth(world, CLASS_FINAL, ACT_NOTHING, 0);
        give(world, outer, 0, obj);
        obj = outer;
    }
    drop(world, obj);
    note(world, "births", (intptr_t)world->birth_count);
}

const struct program programs_cycles[] = {
    {"G01 a list in itself", of_self_list, "1"},
    {"G02 a dict in itself", of_self_dict, "1"},
    {"G03 list and tuple", of_list_and_tuple, "2"},
    {"G04 an instance in itself", of_self_instance, "1 1 0"},
    {"G05 an instance whose cycle is in its __dict__", of_instance_with_dict, "2"},
    {"G06 an object that holds a function that holds it", of_method, "2"},
    {"G08 dict and function", of_dict_and_function, "2"},
    {"G13 a nest whose finalizers collect", nest_that_collects, NULL},
    {"G14 a finalizer for each of sixty", chain_of_sixty, NULL},
    {"G15 two instances", of_two_instances, "2"},
    {"10.2 two lists", of_two_lists, "2"},
    {"10.2 dict and list", of_dict_and_list, "2"},
    {"10.2 a tuple in itself", of_self_tuple, "1 1"},
    {"10.2 with hanging lists", with_hanging_lists, "4"},
    {"10.2 with hanging dicts", with_hanging_dicts, "1 1 3"},
    {"10.2 with a hanging tuple", with_hanging_tuple, "2 1"},
    {"10.2 ten lists", of_ten_lists, "10"},
    {"10.2 a large ring", of_large_ring, "10001"},
    {"10.2 a large nest", of_large_nest, "100001"},
    {0},
};
