/* Section 2 and table 10.1 of the reference: tracking, traversal, gc.get_count. */
#include "common/tests/conformance/hooks.h"
#include "common/tests/conformance/programs.h"

enum { N = 100 };

static void note_count(struct world *world)
{
    int counts[3];

    world->does->get_count(counts);
    note(world, "count[0]", counts[0]);
}

/* Makes a hundred, frees them, makes a hundred again; notes the count after each. */
static void hundred(struct world *world, struct thing *(*make)(struct world *world))
{
    struct thing *made[N];

    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < N; i++)
            made[i] = make(world);
        note_count(world);
        for (int i = 0; i < N; i++)
            world->does->decref(made[i]);
        if (round == 0)
            note_count(world);
    }
}

static struct thing *make_list(struct world *world)
{
    return world->does->list_new(0);
}

static struct thing *make_dict(struct world *world)
{
    return world->does->dict_new();
}

static struct thing *make_empty_tuple(struct world *world)
{
    return world->does->tuple_new(0);
}

static struct thing *make_pair(struct world *world)
{
    return world->does->tuple_new(2);
}

static struct thing *make_19(struct world *world)
{
    return world->does->tuple_new(19);
}

static struct thing *make_20(struct world *world)
{
    return world->does->tuple_new(20);
}

static struct thing *make_21(struct world *world)
{
    return world->does->tuple_new(21);
}

static struct thing *make_int(struct world *world)
{
    return world->does->int_new(1000);
}

static struct thing *make_str(struct world *world)
{
    return world->does->str_new("text");
}

static struct thing *make_slotted(struct world *world)
{
    return give_birth(world, 2, 0, 0);
}

static void lists(struct world *world)
{
    hundred(world, make_list);
}

static void dicts(struct world *world)
{
    hundred(world, make_dict);
}

static void empty_tuples(struct world *world)
{
    hundred(world, make_empty_tuple);
}

static void pairs(struct world *world)
{
    hundred(world, make_pair);
}

static void tuples_of_19(struct world *world)
{
    hundred(world, make_19);
}

static void tuples_of_20(struct world *world)
{
    hundred(world, make_20);
}

static void tuples_of_21(struct world *world)
{
    hundred(world, make_21);
}

static void atoms(struct world *world)
{
    hundred(world, make_int);
    hundred(world, make_str);
}

static void slotted(struct world *world)
{
    hundred(world, make_slotted);
}

static void instances(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *made[N], *none = does->none();

    for (int i = 0; i < N; i++)
        made[i] = give_birth(world, 0, 0, 0);
    note_count(world);
    for (int i = 0; i < N; i++)
        does->setattr(made[i], "zeta", none);
    note_count(world);
    for (int i = 0; i < N; i++)
        does->decref(does->dict_of(made[i]));
    note_count(world);
    for (int i = 0; i < N; i++)
        does->decref(made[i]);
    note_count(world);
    does->decref(none);
}

static void weak_references(struct world *world)
{
    struct thing *made[N], *refs[N];

    for (int i = 0; i < N; i++) {
        made[i] = give_birth(world, CLASS_NODE, 0, 0);
        refs[i] = world->collects->weakref_new(made[i], NULL);
    }
    note_count(world);
    for (int i = 0; i < N; i++)
        world->does->decref(world->collects->weakref_new(made[i], NULL));
    note_count(world);
    for (int i = 0; i < N; i++)
        world->does->decref(refs[i]);
    note_count(world);
    for (int i = 0; i < N; i++)
        world->does->decref(made[i]);
    note_count(world);
}

static void the_floor(struct world *world)
{
    struct thing *made[N];

    for (int i = 0; i < N; i++)
        made[i] = make_slotted(world);
    world->collects->collect(2);
    note_count(world);
    for (int i = 0; i < N; i++)
        world->does->decref(made[i]);
    note_count(world);
}

static void note_tracked(struct world *world, struct thing *obj)
{
    note(world, "is_tracked", world->does->is_tracked(obj));
    world->does->decref(obj);
}

static void tracked_at_birth(struct world *world)
{
    const struct backend *does = world->does;

    note_tracked(world, does->int_new(1000));
    note_tracked(world, does->str_new("text"));
    note_tracked(world, does->none());
    note_tracked(world, does->tuple_new(0));
    note_tracked(world, does->dict_new());
    note_tracked(world, does->list_new(0));
    note_tracked(world, does->tuple_new(1));
    world->quiet = true; /* the finalizers' */
    for (int cls = 0; cls < WORLD_CLASSES; cls++)
        note_tracked(world, give_birth(world, cls, 0, 0));
    world->collects->unhide();
    note(world, "is_tracked", does->is_tracked(world->classes[0]));
    world->collects->hide();
}

/* A dict is tracked for the sake of what it is given, and stays so. */
static void dict_tracking(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *key = does->str_new("key"), *dict = does->dict_new();

    does->dict_set(dict, key, key);
    note(world, "with a str", does->is_tracked(dict));
    assign(world, 0, does->dict_new());
    does->dict_set(dict, key, world->variables[0]);
    note(world, "with a dict", does->is_tracked(dict));
    does->dict_set(dict, key, key);
    note(world, "without", does->is_tracked(dict));
    does->dict_clear(dict);
    note(world, "empty", does->is_tracked(dict));
    does->decref(key);
    does->decref(dict);
}

static void instance_dict_tracking(struct world *world)
{
    const struct backend *does = world->does;
    struct thing *self = give_birth(world, 0, 0, 0), *none = does->none();

    does->setattr(self, "zeta", none);
    note_tracked(world, does->dict_of(self));
    does->setattr(self, "zeta", self);
    note_tracked(world, does->dict_of(self));
    does->setattr(self, "zeta", none);
    assign(world, 0, self);
    does->decref(none);
}

/* After forty instances the class learns one name more and no second. */
static void dicts_that_nobody_asked_for(struct world *world)
{
    struct thing *list = world->does->list_new(0);

    for (int i = 0; i < 40; i++) {
        struct thing *self = give_birth(world, 0, 0, 0);
        world->does->list_append(list, self);
        world->does->decref(self);
    }
    for (int name = 0; name < 3; name++)
        for (int i = 0; i < 40; i++)
            world->does->setattr(world->does->list_get(list, i), world_names[name], list);
    note_count(world);
    assign(world, 0, list);
}

/* What is compared here is the graph: the order of every traversal. */
static void traversal(struct world *world)
{
    const struct backend *does = world->does;

    for (int i = 0; i < 4; i++)
        assign(world, i,
               i == 0   ? does->list_new(0)
               : i == 1 ? does->dict_new()
                        : give_birth(world, i - 1, 0, 0));
    for (int i = 0; i < 5; i++) {
        struct thing *number = does->int_new(1000 + i);
        does->list_append(world->variables[0], number);
        does->list_append(world->variables[0], number);
        does->dict_set(world->variables[1], number, world->variables[i % 4]);
        does->setattr(world->variables[2], world_names[i], number);
        does->setattr(world->variables[3], world_names[4 - i], number);
        does->take_error();
        does->decref(number);
    }
}

const struct program programs_tracking[] = {
    {"10.1 lists", lists, "100 80 100"},
    {"10.1 dicts", dicts, "100 80 100"},
    {"10.1 empty tuples", empty_tuples, "0 0 0"},
    {"10.1 tuples of 2", pairs, "100 100 100"},
    {"3.10 tuples of 19", tuples_of_19, "100 100 100"},
    {"3.10 tuples of 20", tuples_of_20, "100 100 200"},
    {"10.1 tuples of 21", tuples_of_21, "100 0 100"},
    {"10.1 ints and strs", atoms, "0 0 0 0 0 0"},
    {"10.1 instances with slots", slotted, "100 0 100"},
    {"10.1 instances, with attributes, with dicts, freed", instances, "100 100 200 80"},
    {"10.1 a hundred weak references", weak_references, "200 200 100 0"},
    {"10.1 the floor", the_floor, "0 0"},
    {"2.2 tracked at birth", tracked_at_birth, "0 0 0 0 0 1 1 1 1 1 1 1 1 1 1"},
    {"2.4 a dict's tracking", dict_tracking, "0 1 1 1"},
    {"2.5 the tracking of a __dict__", instance_dict_tracking, "0 1"},
    {"2.5 dicts that nobody asked for", dicts_that_nobody_asked_for, NULL},
    {"2.6 the order of traversal", traversal, NULL},
    {0},
};
