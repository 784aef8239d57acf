/* What a collection counts when finalizers interfere: tables 10.5 and 10.6 of the reference. */
#include "common/tests/conformance/scene.h"

static void with_cargo(struct world *world)
{
    struct thing *obj = self_node(world, CLASS_FINAL, ACT_RESURRECT, 6);
    struct thing *cargo = world->does->list_new(0);

    give(world, obj, 1, cargo);
    drop(world, obj);
    drop(world, self_list(world));
    collect(world, 2);
    struct thing *saved = world->does->getattr(world->variables[6], world_names[1]);
    note(world, "same", saved == cargo);
    drop(world, saved);
    assign(world, 6, NULL);
    collect(world, 2);
}

static void makes_garbage(struct world *world)
{
    drop(world, self_node(world, CLASS_FINAL, ACT_MAKE_GARBAGE, 0));
    collect(world, 2);
    collect(world, 2);
}

static void saves_a_sibling(struct world *world)
{
    struct thing *first = give_birth(world, CLASS_FINAL, ACT_SAVE_SIBLING, 6);
    struct thing *second = new_node(world), *third = new_node(world);

    link_to(world, first, 0, second);
    give(world, second, 0, third);
    give(world, third, 0, first);
    drop(world, second);
    collect(world, 2);
    assign(world, 6, NULL);
    collect(world, 2);
}

static void raises(struct world *world)
{
    struct collector_facts facts;

    drop(world, self_node(world, CLASS_FINAL, ACT_RAISE, 0));
    collect(world, 2);
    world->collects->facts(&facts);
    note(world, "unraisable", facts.unraisable);
}

static void is_saved(struct world *world)
{
    struct thing *obj = self_node(world, CLASS_FINAL_SLOTS, ACT_NOTHING, 0);

    assign(world, 0, world->collects->weakref_new(obj, NULL));
    drop(world, obj);
    world->collects->set_debug(32);
    collect(world, 2);
    collect(world, 2);
    note_dead(world, world->variables[0]);
    world->does->list_clear(world->collects->garbage());
    collect(world, 2);
    world->collects->set_debug(0);
}

/* Cargo and 100 plain cycles. */
static void beside_a_hundred(struct world *world)
{
    for (int round = 0; round < 3; round++) {
        if (round != 1)
            for (int i = 0; i < 100; i++)
                drop(world, self_list(world));
        if (round > 0)
            drop(world, self_node(world, CLASS_FINAL, ACT_RESURRECT, 5 + round));
        collect(world, 2);
    }
    assign(world, 6, NULL);
    assign(world, 7, NULL);
    collect(world, 2);
}

/* Table 10.5: a self, b self, a live object refers to a. */
static void one_of_two(struct world *world)
{
    struct thing *a = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    assign(world, 1, watch(world, a, ACT_NOTHING, 1));
    assign(world, 0, new_node(world));
    give(world, world->variables[0], 0, a);
    struct thing *b = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    assign(world, 2, watch(world, b, ACT_NOTHING, 2));
    drop(world, b);
    collect(world, 2);
    assign(world, 0, NULL);
    collect(world, 2);
}

/* Two with finalizers, each of which owns a third that tells when its owner dies. */
static void two_that_tell(struct world *world)
{
    struct thing *made[2];

    for (int i = 0; i < 2; i++)
        made[i] = give_birth(world, CLASS_FINAL_SLOTS, ACT_NOTHING, 0);
    for (int i = 0; i < 2; i++) {
        link_to(world, made[i], 1, made[1 - i]);
        give(world, made[i], 0, give_birth(world, CLASS_FINAL, ACT_NOTHING, 0));
    }
    for (int i = 0; i < 2; i++)
        drop(world, made[i]);
    collect(world, 2);
}

/* The order of deaths in a ring: each member owns a finalizer that tells. */
static void deaths_in_a_ring(struct world *world)
{
    struct thing *made[3];

    for (int i = 0; i < 3; i++)
        made[i] = new_node(world);
    for (int i = 0; i < 3; i++) {
        struct thing *code = hook_code(world, ACT_NOTHING, i);
        struct thing *callback = world->collects->function_new(code);
        give(world, made[i], 1, world->collects->weakref_new(made[i], callback));
        give(world, made[i], 2, give_birth(world, CLASS_FINAL, ACT_NOTHING, 0));
        link_to(world, made[i], 0, made[(i + 1) % 3]);
        drop(world, callback);
        drop(world, code);
    }
    for (int i = 0; i < 3; i++)
        drop(world, made[i]);
    collect(world, 2);
}

static void on_both_paths(struct world *world)
{
    for (int path = 0; path < 2; path++) {
        struct thing *obj = path == 0 ? give_birth(world, CLASS_FINAL, ACT_NOTHING, 0)
                                      : self_node(world, CLASS_FINAL, ACT_NOTHING, 0);
        assign(world, 0, watch(world, obj, ACT_NOTHING, 5));
        assign(world, 1, world->collects->weakref_new(obj, NULL));
        drop(world, obj);
        collect(world, 2);
    }
}

/* legacy <-> node and a node by itself. */
static void legacy_and_node(struct world *world)
{
    struct thing *x = give_birth(world, CLASS_LEGACY, ACT_NOTHING, 0), *node = new_node(world);

    link_to(world, x, 0, node);
    give(world, node, 0, x);
    drop(world, node);
    drop(world, self_node(world, CLASS_NODE, ACT_NOTHING, 0));
    collect(world, 2);
    note(world, "garbage", world->does->list_size(world->collects->garbage()));
    collect(world, 2);
}

const struct program programs_accounting[] = {
    {"10.6 G26 with cargo", with_cargo, "0 1 1 2"},
    {"10.6 it makes garbage", makes_garbage, "0 1 1"},
    {"10.6 it saves a sibling", saves_a_sibling, "0 0 3"},
    {"10.6 it raises", raises, "0 1 1"},
    {"10.6 SAVEALL", is_saved, "0 1 0 1 1"},
    {"G27 beside a hundred plain cycles", beside_a_hundred, "100 0 0 1 100 2"},
    {"10.5 one of two", one_of_two, "2 1 1 1"},
    {"10.5 two that tell", two_that_tell, NULL},
    {"10.5 deaths in a ring", deaths_in_a_ring, NULL},
    {"10.5 on both paths", on_both_paths, "0 5 0 5 1 1"},
    {"10.5 legacy and node", legacy_and_node, "3 1 0"},
    {0},
};
