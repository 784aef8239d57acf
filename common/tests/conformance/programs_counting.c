/* Section 1 of the reference: references, ownership, the order of releases. */
#include "common/tests/conformance/programs.h"

#include <string.h>

/* variables[v] = an instance with a finalizer that only looks; returned borrowed. */
static struct thing *looker(struct world *world, int v)
{
    assign(world, v, give_birth(world, 1, 0, 0));
    return world->variables[v];
}

static void fresh_counts(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *made[] = {does->list_new(0),   does->dict_new(),      does->tuple_new(2),
                            does->int_new(1000), does->str_new("text"), give_birth(world, 0, 0, 0)};

    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        note(world, "refcount", does->refcount(made[i]));
        does->decref(made[i]);
    }
}

static void note_same(struct world *world, struct thing *a, struct thing *b)
{
    note(world, "same", a == b);
    world->does->decref(a);
    world->does->decref(b);
}

static void shared_atoms(struct world *world)
{
    const struct backend *does = world->does;

    for (long long value = -6; value <= 257; value++)
        if (value < -4 || value > 255)
            note_same(world, does->int_new(value), does->int_new(value));
    note_same(world, does->tuple_new(0), does->tuple_new(0));
    note_same(world, does->str_new(""), does->str_new(""));
    note_same(world, does->str_new("x"), does->str_new("x"));
    note_same(world, does->str_new("ab"), does->str_new("ab"));
}

static void list_set_steals(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *item = does->int_new(1000);
    static const intptr_t indexes[] = {0, 1, -1};

    assign(world, 0, does->list_new(1));
    for (int i = 0; i < 3; i++) {
        does->incref(item);
        note(world, "list_set", does->list_set(world->variables[0], indexes[i], item));
        note(world, does->take_error(), does->refcount(item));
    }
    does->decref(item);
}

static void tuple_set_steals(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *item = does->int_new(1000), *tuple = does->tuple_new(1);

    for (int i = 0; i < 2; i++) {
        does->incref(item);
        note(world, "tuple_set", does->tuple_set(tuple, i, item));
        note(world, does->take_error(), does->refcount(item));
    }
    assign(world, 0, tuple);
    does->incref(tuple);
    does->incref(item);
    note(world, "tuple_set", does->tuple_set(tuple, 0, item));
    note(world, does->take_error(), does->refcount(item));
    does->decref(tuple);
    does->decref(item);
}

static void dict_keeps_the_first_key(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *first = does->str_new("key"), *second = does->str_new("key");

    assign(world, 0, does->dict_new());
    does->dict_set(world->variables[0], first, first);
    does->dict_set(world->variables[0], second, first);
    note(world, "first", does->refcount(first));
    note(world, "second", does->refcount(second));
    does->decref(first);
    does->decref(second);
}

static void a_list_in_itself(struct world *world)
{
    assign(world, 0, world->does->list_new(0));
    world->does->list_append(world->variables[0], world->variables[0]);
    note(world, "refcount", world->does->refcount(world->variables[0]));
}

/* Puts a looker into v0 by @put, then takes it out again; its finalizer notes the sizes it sees. */
static void list_releases_last(struct world *world)
{
    const struct backend *does = world->does;

    assign(world, 0, does->list_new(1));
    for (int i = 0; i < 3; i++) {
        looker(world, 1);
        does->incref(world->variables[1]);
        if (i == 2)
            assign(world, 0, does->list_new(1));
        does->list_set(world->variables[0], 0, world->variables[1]);
        assign(world, 1, NULL);
        if (i == 0)
            does->list_set(world->variables[0], 0, does->none());
        else if (i == 1)
            does->list_clear(world->variables[0]);
        else
            does->list_delete(world->variables[0], 0);
    }
}

static void dict_releases_last(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *key = does->str_new("key");

    assign(world, 0, does->dict_new());
    for (int i = 0; i < 3; i++) {
        does->dict_set(world->variables[0], key, looker(world, 1));
        assign(world, 1, NULL);
        if (i == 0)
            does->dict_set(world->variables[0], key, key);
        else if (i == 1)
            does->dict_delete(world->variables[0], key);
        else
            does->dict_clear(world->variables[0]);
    }
    does->decref(key);
}

/* Rows of three lookers, released by dropping and by clearing. */
static void rows_release_from_the_end(struct world *world)
{
    const struct backend *does = world->does;

    for (int i = 0; i < 3; i++) {
        assign(world, 0, i == 2 ? does->tuple_new(3) : does->list_new(3));
        for (intptr_t at = 0; at < 3; at++) {
            struct thing *item = give_birth(world, 1, 0, 0);
            if (i == 2)
                does->tuple_set(world->variables[0], at, item);
            else
                does->list_set(world->variables[0], at, item);
        }
        if (i == 0)
            does->list_clear(world->variables[0]);
        assign(world, 0, NULL);
    }
}

static void dict_releases_in_order(struct world *world)
{
    const struct backend *does = world->does;

    for (int round = 0; round < 2; round++) {
        assign(world, 0, does->dict_new());
        for (int i = 0; i < 3; i++)
            does->dict_set(world->variables[0], looker(world, 1), looker(world, 2));
        assign(world, 1, NULL);
        assign(world, 2, NULL);
        if (round == 0)
            does->dict_clear(world->variables[0]);
        assign(world, 0, NULL);
    }
}

/* Attributes zeta, alpha, mu, in slots and inline; the second plain one has them in another order.
 */
static void attributes_release_in_order(struct world *world)
{
    static const unsigned char orders[][3] = {{0, 1, 2}, {0, 1, 2}, {2, 1, 0}};

    for (int i = 0; i < 3; i++) {
        assign(world, 0, give_birth(world, i == 0 ? 2 : 0, 0, 0));
        for (int n = 0; n < 3; n++)
            world->does->setattr(world->variables[0], world_names[orders[i][n]], looker(world, 1));
        assign(world, 1, NULL);
        assign(world, 0, NULL);
    }
}

static void parent_before_children(struct world *world)
{
    looker(world, 0);
    world->does->setattr(world->variables[0], "zeta", looker(world, 1));
    assign(world, 1, NULL);
    assign(world, 0, NULL);
}

static void resurrection(struct world *world)
{
    assign(world, 0, give_birth(world, 1, 1, 3)); /* comes back as v3 */
    assign(world, 0, NULL);
    note(world, "is_tracked", world->does->is_tracked(world->variables[3]));
    note(world, "is_finalized", world->does->is_finalized(world->variables[3]));
    note(world, "refcount", world->does->refcount(world->variables[3]));
    assign(world, 3, NULL); /* silently */
}

/* x = [x, M] or [M, x], or a chain of instances, @depth times. */
static void nest(struct world *world, int depth, int teller_at)
{
    const struct backend *does = world->does;
    struct thing *obj = does->none();

    for (int i = 0; i < depth; i++) {
        struct thing *pair = does->list_new(2);
        does->list_set(pair, !teller_at, obj);
        does->list_set(pair, teller_at, give_birth(world, 1, 0, 0));
        obj = pair;
    }
    world->does->decref(obj);
}

static void nest_teller_last(struct world *world)
{
    nest(world, 130, 1);
}

static void nest_teller_first(struct world *world)
{
    nest(world, 130, 0);
}

static void chain(struct world *world)
{
    struct thing *obj = world->does->none();

    for (int i = 0; i < 130; i++) {
        struct thing *outer = give_birth(world, 3, 0, 0);
        world->does->setattr(outer, "zeta", obj);
        world->does->decref(obj);
        obj = outer;
    }
    world->does->decref(obj);
}

/* A million deep, one kind of container after the other. */
static void million(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *obj = does->none(), *key = does->none();

    for (int i = 0; i < 1000000; i++) {
        struct thing *outer = i % 3 == 0   ? does->list_new(1)
                              : i % 3 == 1 ? does->tuple_new(1)
                                           : does->dict_new();
        if (i % 3 == 0)
            does->list_set(outer, 0, obj);
        else if (i % 3 == 1)
            does->tuple_set(outer, 0, obj);
        else {
            does->dict_set(outer, key, obj);
            does->decref(obj);
        }
        obj = outer;
    }
    does->decref(obj);
    does->decref(key);
}

const struct program programs_counting[] = {
    {"1.1 a fresh object counts one", fresh_counts, "1 1 1 1 1 1"},
    {"1.1 shared atoms", shared_atoms, "0 1 1 0 1 1 1 0"},
    {"1.3 list_set steals even when it fails", list_set_steals, "1 2 0 2 0 2"},
    {"1.3 tuple_set steals even when it fails", tuple_set_steals, "1 2 0 2 0 2"},
    {"1.3 an equal key stays", dict_keeps_the_first_key, "3 1"},
    {"1.4 a list in itself", a_list_in_itself, "2"},
    {"1.5 a list stores first and releases last", list_releases_last, NULL},
    {"1.5 a dict stores first and releases last", dict_releases_last, NULL},
    {"1.6 list and tuple release from the end", rows_release_from_the_end, NULL},
    {"1.6 a dict releases in order, key before value", dict_releases_in_order, NULL},
    {"1.6 attributes release in the class's order", attributes_release_in_order, NULL},
    {"1.6 a parent's finalizer before its children's", parent_before_children, NULL},
    {"1.7 resurrection, once", resurrection, "0 1 1 1"},
    {"1.8 130 deep, finalizer last", nest_teller_last, NULL},
    {"1.8 130 deep, finalizer first", nest_teller_first, NULL},
    {"1.8 a chain of 130 instances", chain, NULL},
    {"1.8 a million deep", million, ""},
    {0},
};
