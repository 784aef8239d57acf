/* See scene.h. */
#include "common/tests/conformance/scene.h"

struct thing *self_list(struct world *world)
{
    struct thing *list = world->does->list_new(0);

    world->does->list_append(list, list);
    return list;
}

struct thing *self_dict(struct world *world)
{
    struct thing *dict = world->does->dict_new(), *key = world->does->str_new("key");

    world->does->dict_set(dict, key, dict);
    drop(world, key);
    return dict;
}

struct thing *self_node(struct world *world, int cls, enum action action, int target)
{
    struct thing *self = give_birth(world, cls, (int)action, target);

    link_to(world, self, 0, self);
    return self;
}

struct thing *new_node(struct world *world)
{
    return give_birth(world, CLASS_NODE, ACT_NOTHING, 0);
}

struct thing *watch(struct world *world, struct thing *referent, enum action action, int target)
{
    struct thing *code = hook_code(world, action, target);
    struct thing *callback = world->collects->function_new(code);
    struct thing *ref = world->collects->weakref_new(referent, callback);

    drop(world, callback);
    drop(world, code);
    return ref;
}

void keep_watch(struct world *world, int v, struct thing *referent, int number)
{
    assign(world, v, watch(world, referent, ACT_NOTHING, number));
}

void give(struct world *world, struct thing *obj, int name, struct thing *value)
{
    link_to(world, obj, name, value);
    drop(world, value);
}

void link_to(struct world *world, struct thing *obj, int name, struct thing *value)
{
    world->does->setattr(obj, world_names[name], value);
}

void push(struct world *world, struct thing *list, struct thing *item)
{
    world->does->list_append(list, item);
    drop(world, item);
}

void drop(struct world *world, struct thing *obj)
{
    world->does->decref(obj);
}

void collect(struct world *world, int generation)
{
    note(world, "collect", world->collects->collect(generation));
}

void note_counts(struct world *world)
{
    int counts[3];

    world->does->get_count(counts);
    for (int i = 0; i < 3; i++)
        note(world, "count", counts[i]);
}

struct look_up {
    const struct thing *wanted;
    intptr_t members;
    bool found;
};

static void compare_one(struct thing *obj, void *argument)
{
    struct look_up *look_up = argument;

    look_up->members++;
    look_up->found = look_up->found || obj == look_up->wanted;
}

void note_generation(struct world *world, struct thing *obj)
{
    intptr_t generation = -1;

    for (int i = 0; i < 3; i++) {
        struct look_up look_up = {.wanted = obj};
        world->does->each_in(i, compare_one, &look_up);
        if (look_up.found)
            generation = i;
    }
    note(world, "generation", generation);
}

void note_members(struct world *world, int generation)
{
    struct look_up look_up = {0};

    world->does->each_in(generation, compare_one, &look_up);
    note(world, "members", look_up.members);
}

void note_dead(struct world *world, struct thing *ref)
{
    note(world, "dead", is_dead(world, ref));
}
