/* The collector as its user sees it: G07 to G12 and G16 to G35 of the reference. */
#include "common/tests/conformance/scene.h"

static void note_garbage(struct world *world)
{
    note(world, "garbage", world->does->list_size(world->collects->garbage()));
}

static void note_stats(struct world *world, int generation)
{
    struct collector_facts facts;

    world->collects->facts(&facts);
    for (int i = 0; i < 3; i++)
        note(world, "stats", facts.stats[generation][i]);
}

static void legacy_beside_a_cycle(struct world *world)
{
    struct thing *self = self_node(world, CLASS_LEGACY, ACT_NOTHING, 0);

    drop(world, self);
    drop(world, self_node(world, CLASS_NODE, ACT_NOTHING, 0));
    collect(world, 2);
    note_garbage(world);
    note(world, "same", world->does->list_get(world->collects->garbage(), 0) == self);
    collect(world, 2);
    note_stats(world, 2);
}

static void two_legacy_pairs(struct world *world)
{
    for (int i = 0; i < 2; i++) {
        struct thing *a = give_birth(world, CLASS_LEGACY, ACT_NOTHING, 0);
        struct thing *b = give_birth(world, CLASS_LEGACY, ACT_NOTHING, 0);
        link_to(world, a, 0, b);
        give(world, b, 0, a);
        drop(world, b);
    }
    drop(world, self_list(world));
    collect(world, 2);
    note_stats(world, 2);
    note_garbage(world);
}

/* What a legacy object refers to stays with it; what refers to it goes, and may take it along. */
static void around_a_legacy_object(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    struct thing *legacy = self_node(world, CLASS_LEGACY, ACT_NOTHING, 0);

    give(world, legacy, 1, self_list(world));
    give(world, node, 1, legacy);
    drop(world, node);
    collect(world, 2);
    node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    give(world, node, 1, give_birth(world, CLASS_LEGACY, ACT_NOTHING, 1));
    drop(world, node);
    collect(world, 2);
    note_garbage(world);
}

static void saveall(struct world *world)
{
    struct thing *list = self_list(world);

    world->collects->set_debug(32);
    drop(world, list);
    collect(world, 2);
    note_garbage(world);
    note(world, "same", world->does->list_get(world->collects->garbage(), 0) == list);
    world->collects->set_debug(0);
}

static void the_debug_lines(struct world *world)
{
    world->collects->set_debug(7);
    drop(world, self_node(world, CLASS_LEGACY, ACT_NOTHING, 0));
    drop(world, self_node(world, CLASS_FINAL, ACT_RESURRECT, 3));
    drop(world, self_list(world));
    for (int i = 0; i < 3; i++)
        collect(world, i);
}

static void finalizers_that_allocate(struct world *world)
{
    world->collects->set_threshold((const int[]){1, 10, 10});
    world->collects->enable();
    for (int i = 0; i < 50; i++)
        drop(world, self_node(world, CLASS_FINAL, ACT_ALLOCATE, i % WORLD_VARIABLES));
    world->collects->disable();
    collect(world, 2);
}

static void the_first_count(struct world *world)
{
    collect(world, 2);
    note_counts(world);
    assign(world, 0, world->does->list_new(0));
    note_counts(world);
}

static void the_other_counts(struct world *world)
{
    static const int generations[] = {0, 1, 2, 0, 0, 1, 1, 0, 2};

    for (int i = 0; i < 9; i++) {
        world->collects->collect(generations[i]);
        note_counts(world);
    }
}

static void note_items(struct world *world, struct thing *list)
{
    char text[100];

    for (intptr_t i = 0; i < world->does->list_size(list); i++) {
        world->does->atom_text(world->does->list_get(list, i), text, sizeof text);
        note_text(world, text, i);
    }
    note(world, "size", world->does->list_size(list));
    drop(world, list);
}

static void referents(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *row[] = {does->list_new(0), does->tuple_new(3), does->dict_new()};

    for (int i = 0; i < 3; i++) {
        struct thing *number = does->int_new(1000 + i);
        does->incref(number);
        does->tuple_set(row[1], i, number);
        does->list_append(row[0], number);
        does->dict_set(row[2], number, number);
        note_items(world, world->collects->get_referents(number));
        drop(world, number);
    }
    for (int i = 0; i < 3; i++) {
        note_items(world, world->collects->get_referents(row[i]));
        drop(world, row[i]);
    }
}

/* Tracked ones only, each once, and none that is frozen. */
static void referrers(struct world *world)
{
    struct thing *list = world->does->list_new(0), *number = world->does->int_new(1000);
    struct thing *dict = world->does->dict_new();

    for (int i = 0; i < 2; i++)
        world->does->list_append(list, number);
    world->does->dict_set(dict, number, number);
    assign(world, 0, list);
    assign(world, 1, world->collects->get_referrers(number));
    note(world, "referrers", world->does->list_size(world->variables[1]));
    world->collects->freeze();
    assign(world, 1, world->collects->get_referrers(number));
    note(world, "referrers", world->does->list_size(world->variables[1]));
    drop(world, dict);
    drop(world, number);
}

static void finalized(struct world *world)
{
    assign(world, 0, self_node(world, CLASS_FINAL, ACT_RESURRECT, 3));
    note(world, "is_finalized", world->does->is_finalized(world->variables[0]));
    assign(world, 0, NULL);
    collect(world, 2);
    note(world, "is_finalized", world->does->is_finalized(world->variables[3]));
    assign(world, 0, world->does->int_new(1000));
    note(world, "is_finalized", world->does->is_finalized(world->variables[0]));
}

static void stats(struct world *world)
{
    for (int i = 0; i < 3; i += 2) {
        drop(world, self_list(world));
        collect(world, i);
        for (int generation = 0; generation < 3; generation++)
            note_stats(world, generation);
    }
}

static void two_callbacks(struct world *world)
{
    for (int i = 1; i <= 2; i++) {
        struct thing *code = hook_code(world, ACT_NOTHING, i);
        push(world, world->collects->callbacks(), world->collects->function_new(code));
        drop(world, code);
    }
    drop(world, self_node(world, CLASS_LEGACY, ACT_NOTHING, 0));
    for (int i = 0; i < 3; i++)
        collect(world, i);
}

const struct program programs_collector[] = {
    {"G07 a legacy cycle beside another", legacy_beside_a_cycle, "2 1 1 0 2 1 1"},
    {"G09 SAVEALL", saveall, "1 1 1"},
    {"G10 finalizers that allocate, at every second allocation", finalizers_that_allocate, NULL},
    {"G11 the first count", the_first_count, "0 0 0 0 1 0 0"},
    {"G12 the other counts", the_other_counts,
     "0 1 0 0 0 1 0 0 0 0 1 0 0 2 0 0 0 1 0 0 2 0 1 2 0 0 0"},
    {"G16 referents", referents, NULL},
    {"G16 referrers", referrers, "1 0"},
    {"G18 is_finalized", finalized, "0 0 0 1 0"},
    {"G21 statistics", stats, NULL},
    {"G29 G30 two callbacks", two_callbacks, NULL},
    {"G31 two legacy pairs and a list", two_legacy_pairs, "5 1 1 4 4"},
    {"3.8 around a legacy object", around_a_legacy_object, NULL},
    {"3.12 the lines of the debug flags", the_debug_lines, NULL},
    {0},
};
