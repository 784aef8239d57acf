/* Weak references to garbage, and in it: table 10.3 of the reference. */
#include "common/tests/conformance/scene.h"

static void collecting_callback(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    assign(world, 0, new_node(world));
    assign(world, 1, watch(world, world->variables[0], ACT_COLLECT, 2));
    give(world, world->variables[0], 0, self_list(world));
    drop(world, node);
    assign(world, 0, NULL);
    collect(world, 2);
}

/* node -> list -> weak reference -> node; the callback, where there is one, is garbage too. */
static void inside_the_garbage(struct world *world)
{
    for (int i = 0; i < 3; i++) {
        struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
        struct thing *list = world->does->list_new(0);
        struct thing *target = i == 2 ? new_node(world) : node;
        push(world, list,
             i == 0 ? world->collects->weakref_new(target, NULL)
                    : watch(world, target, ACT_NOTHING, 7));
        give(world, node, 1, list);
        drop(world, node);
        collect(world, 2);
        if (i == 2)
            drop(world, target);
    }
}

static void outside_the_garbage(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    keep_watch(world, 0, node, 5);
    drop(world, node);
    for (int i = 0; i < 2; i++)
        collect(world, 2);
    note(world, "callback", world->collects->weakref_callback(world->variables[0]) != NULL);
}

static void its_owner_drops_it(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    assign(world, 0, watch(world, node, ACT_DROP, 0));
    drop(world, node);
    collect(world, 2);
}

/* A function in a cycle is watched from outside; it is itself the callback of garbage. */
static void on_callbacks(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    struct thing *callback = world->collects->function_new(node);

    keep_watch(world, 0, callback, 5);
    give(world, node, 1, world->collects->weakref_new(node, callback));
    give(world, node, 2, watch(world, callback, ACT_NOTHING, 6));
    drop(world, callback);
    drop(world, node);
    collect(world, 2);
}

static void two_with_two(struct world *world)
{
    for (int i = 0; i < 4; i += 2) {
        struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
        keep_watch(world, i, node, i);
        keep_watch(world, i + 1, node, i + 1);
        drop(world, node);
    }
    collect(world, 2);
}

static void three_with_finalizers(struct world *world)
{
    for (int i = 0; i < 3; i++) {
        struct thing *node = self_node(world, CLASS_FINAL_SLOTS, ACT_NOTHING, 0);
        keep_watch(world, i, node, i);
        drop(world, node);
    }
    collect(world, 2);
}

const struct program programs_weakref_garbage[] = {
    {"W11 a callback collects", collecting_callback, NULL},
    {"W12 inside the garbage", inside_the_garbage, "3 4 4"},
    {"W13 outside the garbage", outside_the_garbage, "5 1 0 1"},
    {"10.3 the callback drops the last owner", its_owner_drops_it, "24 2"},
    {"W14 weak references to callbacks", on_callbacks, NULL},
    {"10.3 two with two", two_with_two, "1 0 3 2 2"},
    {"10.3 three with callbacks and finalizers", three_with_finalizers, "0 1 2 0 1 2 3"},
    {0},
};
