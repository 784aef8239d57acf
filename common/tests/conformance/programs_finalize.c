/* Finalizers and resurrection: F01 to F11 of the reference, and its tables 10.5 and 10.6. */
#include "common/tests/conformance/scene.h"

/* A ring of instances, made in order, each with an action; variables[i] watches the i-th. */
static void make_ring(struct world *world, const enum action *actions, int size)
{
    struct thing *made[5];

    for (int i = 0; i < size; i++) {
        int cls = actions[i] == ACTIONS ? CLASS_NODE : CLASS_FINAL_SLOTS;
        made[i] = give_birth(world, cls, actions[i] == ACTIONS ? ACT_NOTHING : (int)actions[i],
                             actions[i] == ACT_CUT ? 0 : 6 + i);
        assign(world, i, world->collects->weakref_new(made[i], NULL));
    }
    for (int i = 0; i < size; i++)
        link_to(world, made[i], 0, made[(i + 1) % size]);
    for (int i = 0; i < size; i++)
        drop(world, made[i]);
}

static void note_survivors(struct world *world, int size)
{
    for (int i = 0; i < size; i++)
        note(world, "survivor", world->variables[6 + i] != NULL);
}

/* Collects it, drops what came back, collects again. */
static void ring(struct world *world, const enum action *actions, int size)
{
    make_ring(world, actions, size);
    collect(world, 2);
    note_survivors(world, size);
    for (int i = 0; i < size; i++)
        note_dead(world, world->variables[i]);
    for (int i = 0; i < size; i++)
        assign(world, 6 + i, NULL);
    collect(world, 2);
}

static void plain(struct world *world)
{
    struct thing *obj = give_birth(world, CLASS_FINAL, ACT_NOTHING, 0);

    assign(world, 0, world->collects->weakref_new(obj, NULL));
    drop(world, obj);
    note_dead(world, world->variables[0]);
    collect(world, 2);
}

static void resurrects(struct world *world)
{
    struct thing *obj = give_birth(world, CLASS_FINAL, ACT_RESURRECT, 6);

    assign(world, 0, watch(world, obj, ACT_NOTHING, 5));
    drop(world, obj);
    note_dead(world, world->variables[0]);
    note_generation(world, world->variables[6]);
    assign(world, 6, NULL);
    note_dead(world, world->variables[0]);
}

static void self_cycle(struct world *world)
{
    static const enum action nothing[] = {ACT_NOTHING};

    ring(world, nothing, 1);
}

static void self_cycle_resurrects(struct world *world)
{
    static const enum action back[] = {ACT_RESURRECT};

    ring(world, back, 1);
}

static void self_cycle_cuts(struct world *world)
{
    static const enum action cut[] = {ACT_CUT};

    ring(world, cut, 1);
}

static void ring_of_three(struct world *world)
{
    static const enum action nothing[] = {ACT_NOTHING, ACT_NOTHING, ACT_NOTHING};

    ring(world, nothing, 3);
}

static void rings_that_cut(struct world *world)
{
    static const enum action rings[][3] = {{ACT_CUT, ACT_CUT, ACT_CUT},
                                           {ACT_CUT, ACT_NOTHING, ACT_NOTHING},
                                           {ACT_NOTHING, ACT_CUT, ACT_CUT}};

    for (int i = 0; i < 3; i++)
        ring(world, rings[i], 3);
}

static void rings_that_resurrect(struct world *world)
{
    static const enum action rings[][3] = {{ACT_RESURRECT, ACT_NOTHING, ACT_NOTHING},
                                           {ACT_RESURRECT, ACT_RESURRECT, ACT_NOTHING},
                                           {ACT_RESURRECT, ACT_CUT, ACT_NOTHING}};

    for (int i = 0; i < 3; i++)
        ring(world, rings[i], 3);
}

static void legacy(struct world *world)
{
    struct thing *obj = give_birth(world, CLASS_FINAL_LEGACY, ACT_NOTHING, 0);

    assign(world, 0, watch(world, obj, ACT_NOTHING, 5));
    drop(world, obj);
    note_dead(world, world->variables[0]);
    drop(world, give_birth(world, CLASS_LEGACY, ACT_RESURRECT, 6));
    for (int i = 0; i < 2; i++)
        assign(world, 6, NULL); /* comes back each time */
    note(world, "alive", world->variables[6] != NULL);
}

static void legacy_self_cycle(struct world *world)
{
    struct thing *obj = self_node(world, CLASS_FINAL_LEGACY, ACT_NOTHING, 0);

    assign(world, 0, world->collects->weakref_new(obj, NULL));
    drop(world, obj);
    collect(world, 2);
    note_dead(world, world->variables[0]);
    world->does->delattr(obj, world_names[0]);
    world->does->list_clear(world->collects->garbage());
    note_dead(world, world->variables[0]);
}

/* Table 10.6. */
static void both_cut(struct world *world)
{
    static const enum action cut[] = {ACT_CUT, ACT_CUT};

    ring(world, cut, 2);
}

static void cuts_itself_from_a_plain_one(struct world *world)
{
    static const enum action ring_of_two[] = {ACT_CUT, ACTIONS};

    ring(world, ring_of_two, 2);
}

const struct program programs_finalize[] = {
    {"F01 a plain object", plain, "0 1 0"},
    {"F02 it resurrects itself", resurrects, "0 0 0 5 1"},
    {"F04 a cycle of one", self_cycle, "0 1 0 1 0"},
    {"F05 10.6 a cycle of one that resurrects itself, G25", self_cycle_resurrects, "0 0 1 1 1"},
    {"F06 10.6 a cycle of one that cuts itself", self_cycle_cuts, "0 0 0 1 0"},
    {"F07 a ring of three", ring_of_three, "0 1 2 3 0 0 0 1 1 1 0"},
    {"F08 rings whose members cut themselves out", rings_that_cut, NULL},
    {"F09 rings with resurrectors", rings_that_resurrect, NULL},
    {"F10 a legacy finalizer", legacy, NULL},
    {"F11 a legacy cycle of one", legacy_self_cycle, NULL},
    {"G20 a finalizer cuts itself from one that has none", cuts_itself_from_a_plain_one, NULL},
    {"10.6 two that both cut", both_cut, "0 1 0 0 0 1 1 0"},
    {0},
};
