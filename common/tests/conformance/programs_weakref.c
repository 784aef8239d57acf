/* Weak references: W01 to W20 of the reference, and its table 10.3. */
#include "common/tests/conformance/scene.h"

static void alive_and_dead(struct world *world)
{
    struct thing *node = new_node(world);

    assign(world, 0, world->collects->weakref_new(node, NULL));
    struct thing *got = world->collects->weakref_get(world->variables[0]);
    note(world, "same", got == node);
    drop(world, got);
    drop(world, node);
    note_dead(world, world->variables[0]);
}

static void called_once(struct world *world)
{
    struct thing *node = new_node(world);

    keep_watch(world, 0, node, 5);
    drop(world, node);
    collect(world, 2);
}

static void two_are_called(struct world *world)
{
    struct thing *node = new_node(world);

    keep_watch(world, 0, node, 5);
    keep_watch(world, 1, node, 6);
    assign(world, 2, world->collects->weakref_new(node, NULL)); /* dead inside both */
    drop(world, node);
}

static void one_is_shared(struct world *world)
{
    struct thing *node = new_node(world), *none = world->does->none();
    struct thing *refs[3];

    for (int i = 0; i < 3; i++)
        refs[i] = world->collects->weakref_new(node, i == 0 ? none : NULL);
    note(world, "same", refs[0] == refs[1] && refs[1] == refs[2]);
    note(world, "count", world->collects->weakref_count(node));
    for (int i = 0; i < 3; i++)
        drop(world, refs[i]);
    note(world, "count", world->collects->weakref_count(node));
    drop(world, none);
    drop(world, node);
}

static void how_many(struct world *world)
{
    struct thing *node = new_node(world), *number = world->does->int_new(1000);

    for (int i = 0; i < 3; i++) {
        if (i == 0)
            assign(world, i, world->collects->weakref_new(node, NULL));
        else
            keep_watch(world, i, node, i);
        note(world, "count", world->collects->weakref_count(node));
    }
    for (int i = 0; i < 3; i++) {
        assign(world, i, NULL);
        note(world, "count", world->collects->weakref_count(node));
    }
    note(world, "count", world->collects->weakref_count(number));
    drop(world, number);
    drop(world, node);
}

static void which(struct world *world)
{
    for (int dropped = 0; dropped < 2; dropped++) {
        assign(world, 0, new_node(world));
        keep_watch(world, 1, world->variables[0], 1);
        keep_watch(world, 2, world->variables[0], 2);
        assign(world, 1 + dropped, NULL);
        struct thing *refs = world->collects->weakrefs(world->variables[0]);
        note(world, "size", world->does->list_size(refs));
        note(world, "same", world->does->list_get(refs, 0) == world->variables[2 - dropped]);
        drop(world, refs);
    }
}

static void with_an_error_pending(struct world *world)
{
    struct thing *node = new_node(world);

    assign(world, 0, watch(world, node, ACT_RAISE, 1));
    assign(world, 1, watch(world, node, ACT_RAISE, 2));
    world->collects->raise();
    drop(world, node);
    note(world, world->does->take_error(), 0);
    node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);
    assign(world, 0, watch(world, node, ACT_RAISE, 3));
    drop(world, node);
    collect(world, 2);
    note(world, world->does->take_error(), 0);
}

/* Making a weak reference collects garbage with weak references to the same object. */
static void while_it_is_made(struct world *world)
{
    struct thing *node = new_node(world);

    for (int i = 0; i < 6; i++) {
        struct thing *list = self_list(world);
        push(world, list,
             i % 2 == 0 ? world->collects->weakref_new(node, NULL)
                        : watch(world, node, ACT_NOTHING, i));
        drop(world, list);
        world->collects->set_threshold((const int[]){-1, 0, 0});
        world->collects->enable();
        assign(world, i, world->collects->weakref_new(node, NULL));
        assign(world, i + 1, watch(world, node, ACT_NOTHING, i));
        world->collects->disable();
    }
    assign(world, 8, node);
}

static void made_by_a_finalizer(struct world *world)
{
    drop(world, give_birth(world, CLASS_FINAL_SLOTS, ACT_WEAKREF, 3));
    note_dead(world, world->variables[4]);
    drop(world, self_node(world, CLASS_FINAL_SLOTS, ACT_WEAKREF, 5));
    collect(world, 2);
    note_dead(world, world->variables[6]);
}

static void note_equal(struct world *world, struct thing *a, struct thing *b)
{
    note(world, "equal", world->collects->equal(a, b));
}

static void note_hash(struct world *world, struct thing *obj)
{
    size_t hash;

    note(world, "hashed", world->collects->hash(obj, &hash));
    note_detail(world, world->does->take_error(), 0);
}

static void equality(struct world *world)
{
    struct thing *node = new_node(world), *other = new_node(world), *refs[4];

    for (int i = 0; i < 3; i++)
        refs[i] = watch(world, node, ACT_NOTHING, i);
    refs[3] = watch(world, other, ACT_NOTHING, 3);
    note_equal(world, refs[0], refs[1]);
    note_equal(world, refs[0], refs[3]);
    note_hash(world, refs[0]);
    drop(world, node);
    note_equal(world, refs[0], refs[1]);
    note_equal(world, refs[0], refs[0]);
    note_hash(world, refs[0]);
    note_hash(world, refs[1]);
    for (int i = 0; i < 4; i++)
        drop(world, refs[i]);
    drop(world, other);
}

static void chain_with_parents(struct world *world)
{
    struct thing *obj = world->does->none();

    for (int i = 0; i < 100; i++) {
        struct thing *outer = new_node(world);
        if (i > 0)
            give(world, obj, 1, watch(world, outer, ACT_NOTHING, i % WORLD_VARIABLES));
        give(world, outer, 0, obj);
        obj = outer;
    }
    assign(world, 0, watch(world, obj, ACT_NOTHING, 5));
    drop(world, obj);
}

static void its_callback(struct world *world)
{
    struct thing *node = new_node(world);

    assign(world, 0, world->collects->weakref_new(node, NULL));
    keep_watch(world, 1, node, 1);
    for (int i = 0; i < 2; i++)
        note(world, "callback", world->collects->weakref_callback(world->variables[i]) != NULL);
    drop(world, node);
    note(world, "callback", world->collects->weakref_callback(world->variables[1]) != NULL);
}

/* c1, ref, c2, c3: the list is ref, c3, c2, c1. */
static void the_order(struct world *world)
{
    struct thing *node = new_node(world);

    for (int i = 1; i < 5; i++)
        assign(world, i,
               i == 2 ? world->collects->weakref_new(node, NULL)
                      : watch(world, node, ACT_NOTHING, i));
    struct thing *refs = world->collects->weakrefs(node);
    for (int i = 0; i < 4; i++)
        for (int v = 1; v < 5; v++)
            if (world->does->list_get(refs, i) == world->variables[v])
                note(world, "variable", v);
    drop(world, refs);
    drop(world, node);
}

static void old_and_watched_by_the_young(struct world *world)
{
    struct thing *node = self_node(world, CLASS_NODE, ACT_NOTHING, 0);

    world->collects->collect(1);
    keep_watch(world, 0, node, 5);
    drop(world, node);
    for (int i = 0; i < 3; i++)
        collect(world, i);
}

const struct program programs_weakref[] = {
    {"W01 alive and dead", alive_and_dead, "1 1"},
    {"W02 called once", called_once, "5 0"},
    {"W03 W04 two are called, and none can be followed", two_are_called, "6 5"},
    {"W05 W07 one is shared", one_is_shared, "1 1 0"},
    {"W08 getweakrefcount", how_many, "1 2 3 2 1 0 0"},
    {"W09 getweakrefs", which, "1 1 2 1 1"},
    {"W10 callbacks raise while an error is pending", with_an_error_pending, NULL},
    {"W15 a collection while it is made", while_it_is_made, NULL},
    {"W16 made by a finalizer", made_by_a_finalizer, NULL},
    {"W17 equality and hash", equality, "1 0 1 2 1 0 0 1 1 0"},
    {"W18 a chain with weak references to parents", chain_with_parents, NULL},
    {"W19 __callback__", its_callback, "0 1 1 0"},
    {"W20 the order of getweakrefs", the_order, "2 4 3 1 4 3 1"},
    {"10.3 old, and watched by the young", old_and_watched_by_the_young, "0 0 5 1"},
    {0},
};
