/* Generations, freezing, and collections that come by themselves. */
#include "common/tests/conformance/scene.h"

static void note_frozen(struct world *world)
{
    struct collector_facts facts;

    world->collects->facts(&facts);
    note(world, "frozen", facts.freeze_count);
}

static void freezing(struct world *world)
{
    assign(world, 0, self_list(world));
    world->collects->freeze();
    note_frozen(world);
    note_counts(world);
    assign(world, 0, NULL);
    collect(world, 2);
    world->collects->unfreeze();
    note_frozen(world);
    note_generation(world, NULL);
    collect(world, 2);
}

static void generations(struct world *world)
{
    static const int steps[] = {0, 0, 1, 1, 2};

    assign(world, 0, world->does->list_new(0));
    note_generation(world, world->variables[0]);
    for (int i = 0; i < 5; i++) {
        world->collects->collect(steps[i]);
        note_generation(world, world->variables[0]);
    }
}

static void generations_that_are_none(struct world *world)
{
    static const int generations[] = {-1, 0, 2, 3, 1000, -1000};

    for (int i = 0; i < 6; i++) {
        struct thing *found = world->collects->get_objects(generations[i]);
        note(world, world->does->take_error(), found != NULL);
        if (found != NULL)
            drop(world, found);
        note_detail(world, "collect", i < 3 ? 0 : world->collects->collect(generations[i]));
        note_detail(world, world->does->take_error(), 0);
    }
}

/* Trash in three generations, in the order of finalizers; and old trash that keeps young alive. */
static void across_generations(struct world *world)
{
    struct thing *made[3], *old = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    for (int i = 2; i >= 0; i--) {
        made[i] = self_node(world, CLASS_FINAL, ACT_NOTHING, 0);
        if (i > 0)
            world->collects->collect(i - 1);
    }
    for (int i = 0; i < 3; i++)
        drop(world, made[i]);
    collect(world, 2);
    give(world, old, 1, self_list(world));
    drop(world, old);
    for (int i = 0; i < 3; i++)
        collect(world, i);
}

/* An old object goes with young trash; its callback tries to reach that trash. */
static void cascade_into_the_old(struct world *world)
{
    struct thing *old = give_birth(world, CLASS_FINAL_SLOTS, ACT_NOTHING, 0);

    assign(world, 1, watch(world, old, ACT_NOTHING, 1));
    world->collects->collect(1);
    struct thing *young = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    give(world, young, 1, old);
    assign(world, 2, world->collects->weakref_new(young, NULL));
    drop(world, young);
    collect(world, 0);
    note_dead(world, world->variables[2]);
    collect(world, 2);
}

static void collects_by_itself(struct world *world)
{
    struct collector_facts facts;

    world->collects->enable();
    assign(world, 0, world->does->list_new(0));
    for (int i = 0; i < 10000; i++)
        push(world, world->variables[0], self_list(world));
    world->collects->disable();
    world->collects->facts(&facts);
    for (int i = 0; i < 3; i++)
        note(world, "collections", facts.stats[i][0]);
}

const struct program programs_generations[] = {
    {"G22 freeze", freezing, NULL},
    {"G23 generations", generations, "0 1 1 2 2 2"},
    {"G24 generations that are none", generations_that_are_none, "1 1 1 0 0 0"},
    {"4.5 across generations", across_generations, NULL},
    {"G32 an old object that goes with young trash", cascade_into_the_old, NULL},
    {"G33 it collects by itself", collects_by_itself, NULL},
    {0},
};
