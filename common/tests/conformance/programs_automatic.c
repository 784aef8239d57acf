/* When it collects by itself: table 10.4 of the reference; and section 2.3, tuples that are
 * untracked. */
#include "common/tests/conformance/scene.h"

static void begin_automatic(struct world *world, int first, int second, int third)
{
    world->collects->set_threshold((const int[]){first, second, third});
    world->collects->enable();
}

static intptr_t collections(struct world *world, int generation)
{
    struct collector_facts facts;

    world->collects->facts(&facts);
    return facts.stats[generation][0];
}

/* Makes lists that stay, and notes at which one each generation was collected. */
static void allocate(struct world *world, int count, int lowest)
{
    struct thing *kept = world->does->list_new(count);

    world->collects->collect(2);
    world->collects->freeze(); /* the list that keeps them, and the start, are out of the way */
    for (int i = 0; i < count; i++) {
        intptr_t before[3];
        for (int g = 0; g < 3; g++)
            before[g] = collections(world, g);
        world->does->list_set(kept, i, world->does->list_new(0));
        for (int g = lowest; g < 3; g++)
            if (collections(world, g) != before[g])
                note(world,
                     g == 0   ? "generation 0"
                     : g == 1 ? "generation 1"
                              : "generation 2",
                     i + 1);
    }
    assign(world, 0, kept);
}

static void every_sixth(struct world *world)
{
    begin_automatic(world, 5, 10, 10);
    allocate(world, 6, 0);
    note_counts(world);
    note_members(world, 0);
    note_members(world, 1);
    allocate(world, 18, 0);
}

static void the_middle_at_the_fifth(struct world *world)
{
    begin_automatic(world, 10, 3, 2);
    allocate(world, 120, 0);
}

static void at_every_one(struct world *world)
{
    begin_automatic(world, -1, 10, 10);
    allocate(world, 5, 0);
}

static void never(struct world *world)
{
    begin_automatic(world, 0, 10, 10);
    allocate(world, 2000, 0);
}

static void after_a_time_off(struct world *world)
{
    struct thing *kept = world->does->list_new(0);

    world->collects->set_threshold((const int[]){5, 10, 10});
    for (int i = 0; i < 20; i++)
        push(world, kept, world->does->list_new(0));
    world->collects->enable();
    note_counts(world);
    push(world, kept, world->does->list_new(0));
    note_counts(world);
    note_members(world, 0);
    note_members(world, 1);
    drop(world, kept);
}

/* With a baseline of 3931 old objects. */
static void with_a_baseline(struct world *world, int first, int second, int third, int count,
                            int lowest)
{
    struct thing *base = world->does->list_new(0);

    for (int i = 0; i < 3930; i++)
        push(world, base, world->does->list_new(0));
    struct thing *kept = world->does->list_new(count);
    world->does->list_append(base, kept);
    drop(world, kept);
    assign(world, 1, base);
    world->collects->collect(2);
    begin_automatic(world, first, second, third);
    for (int i = 0; i < count; i++) {
        intptr_t before[3] = {collections(world, 0), collections(world, 1), collections(world, 2)};
        world->does->list_set(kept, i, world->does->list_new(0));
        for (int g = lowest; g < 3; g++)
            if (collections(world, g) != before[g])
                note(world, "generation", i + 1);
    }
    world->collects->disable();
    note(world, "collections", collections(world, 0));
}

static void the_middle_at_every_second(struct world *world)
{
    with_a_baseline(world, 10, 0, 0, 50, 0);
}

static void a_quarter(struct world *world)
{
    with_a_baseline(world, 100, 2, 2, 11100, 2);
}

static void the_defaults(struct world *world)
{
    with_a_baseline(world, 700, 10, 10, 9000, 1);
}

static void from_nothing(struct world *world)
{
    begin_automatic(world, 10, 3, 2);
    allocate(world, 540, 2);
}

static struct thing *pair(struct world *world, struct thing *first, struct thing *second)
{
    struct thing *tuple = world->does->tuple_new(2);

    world->does->tuple_set(tuple, 0, first);
    world->does->tuple_set(tuple, 1, second);
    return tuple;
}

/* (1, (2, 3)), without and with a second owner of the inner one. */
static void tuples(struct world *world)
{
    const struct backend *does = world->does;

    for (int shared = 0; shared < 2; shared++) {
        struct thing *inner = pair(world, does->int_new(2), does->int_new(3));
        if (shared) {
            does->incref(inner);
            assign(world, 1, inner);
        }
        assign(world, 0, pair(world, does->int_new(1), inner));
        for (int i = 0; i < 2; i++) {
            world->collects->collect(i);
            note(world, "outer", does->is_tracked(world->variables[0]));
            note(world, "inner", does->is_tracked(inner));
        }
    }
}

/* Only a full collection untracks a dict, after the tuple that it holds. */
static void dicts(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *key = does->str_new("key"),
                 *tuple = pair(world, does->int_new(1), does->int_new(2));

    assign(world, 0, does->dict_new());
    does->dict_set(world->variables[0], key, tuple);
    drop(world, tuple);
    drop(world, key);
    for (int i = 0; i < 3; i++) {
        world->collects->collect(i);
        note(world, "dict", does->is_tracked(world->variables[0]));
        note(world, "tuple", does->is_tracked(tuple));
    }
}

static void order_of_survivors(struct world *world)
{
    struct thing *made[3];

    for (int i = 0; i < 3; i++) {
        made[i] = new_node(world);
        if (i > 0)
            give(world, made[i], 0, made[i - 1]);
    }
    assign(world, 0, made[2]);
    for (int i = 0; i < 3; i++)
        collect(world, i); /* compare() looks at the order: it is 2, 1, 0 */
}

const struct program programs_automatic[] = {
    {"10.4 (5, 10, 10)", every_sixth, "6 0 1 0 1 5 6 12 18"},
    {"10.4 (10, 3, 2)", the_middle_at_the_fifth, "11 22 33 44 55 66 77 88 99 110"},
    {"10.4 a baseline, (10, 0, 0)", the_middle_at_every_second, "11 22 33 44 2"},
    {"10.4 (-1, 10, 10)", at_every_one, NULL},
    {"10.4 (0, 10, 10)", never, ""},
    {"10.4 after a time off", after_a_time_off, NULL},
    {"10.4 a baseline, (100, 2, 2)", a_quarter, NULL},
    {"10.4 a baseline, (700, 10, 10)", the_defaults, NULL},
    {"10.4 from nothing, (10, 3, 2)", from_nothing, NULL},
    {"2.3 G35 tuples", tuples, "1 0 0 0 0 0 0 0"},
    {"2.4 G35 dicts", dicts, NULL},
    {"3.4 the order of survivors", order_of_survivors, "0 0 0"},
    {0},
};
