/* Operations on the collector. See perform.h. */
#include "common/tests/conformance/perform.h"

#include "common/tests/conformance/hooks.h"

void op_collect(struct world *world, struct operation op)
{
    note(world, "collect", world->collects->collect(op.b % 3));
}

void op_enable(struct world *world, struct operation op)
{
    if (op.b % 4 != 0)
        world->collects->enable();
    else
        world->collects->disable();
}

void op_set_threshold(struct world *world, struct operation op)
{
    static const int first[] = {0, 1, 2, 3, 5, 8, 13, 20, 40, 100, 700, -1};
    static const int second[] = {0, 1, 2, 3, 10};
    int thresholds[] = {first[op.a % 12], second[op.b % 5], second[op.c % 5]};

    world->collects->set_threshold(thresholds);
}

void op_freeze(struct world *world, struct operation op)
{
    (void)op;
    world->collects->freeze();
}

void op_unfreeze(struct world *world, struct operation op)
{
    (void)op;
    world->collects->unfreeze();
}

void op_set_debug(struct world *world, struct operation op)
{
    static const unsigned flags[] = {0, 0, 0, 0, 1, 2, 4, 7, 32, 38, 39};

    world->collects->set_debug(flags[op.b % 11]);
}

/* Of one generation, or (op.b is 3) all. The list holds on to everything: it is seldom kept. */
void op_get_objects(struct world *world, struct operation op)
{
    struct thing *found = world->collects->get_objects(op.b % 4 == 3 ? -1 : op.b % 4);

    note(world, "objects", world->does->list_size(found));
    if (op.c % 4 == 0)
        assign(world, op.a, found);
    else
        world->does->decref(found);
}

void op_get_referrers(struct world *world, struct operation op)
{
    struct thing *obj = take_any(world, op.b);

    if (obj != NULL)
        assign(world, op.a, world->collects->get_referrers(obj));
    leave(world, obj);
}

void op_get_referents(struct world *world, struct operation op)
{
    struct thing *obj = take_any(world, op.b);

    if (obj != NULL && !is_class(world, obj))
        assign(world, op.a, world->collects->get_referents(obj));
    leave(world, obj);
}

void op_take_garbage(struct world *world, struct operation op)
{
    struct thing *garbage = world->collects->garbage();

    if (world->does->list_size(garbage) > 0)
        keep_new(world, op.a, world->does->list_pop(garbage, 0));
}

void op_clear_garbage(struct world *world, struct operation op)
{
    (void)op;
    world->does->list_clear(world->collects->garbage());
}

void op_add_callback(struct world *world, struct operation op)
{
    struct thing *function = take(world, op.a, "builtin_function_or_method");

    if (function != NULL)
        world->does->list_append(world->collects->callbacks(), function);
    leave(world, function);
}

void op_clear_callbacks(struct world *world, struct operation op)
{
    (void)op;
    world->does->list_clear(world->collects->callbacks());
}

/* A list of many fresh lists, or (op.c is odd) as many instances that die at once: what makes a
 * collection due. */
void op_spend(struct world *world, struct operation op)
{
    struct thing *list = world->does->list_new(0);

    for (int i = 0; i < op.b; i++) {
        struct thing *item = op.c & 1 ? give_birth(world, 2, 0, 0) : world->does->list_new(0);
        if (!(op.c & 1) || i % 4 == 0)
            world->does->list_append(list, item);
        world->does->decref(item);
    }
    assign(world, op.a, list);
}

/* While an error is pending no collection starts. */
void op_make_with_error(struct world *world, struct operation op)
{
    world->collects->raise();
    assign(world, op.a, world->does->list_new(op.b % 4));
    assign(world, op.c, NULL);
    note(world, world->does->take_error(), 0);
}

/* An instance and a list that refer to each other: garbage as soon as the variable is used for
 * something else. */
void op_make_ring(struct world *world, struct operation op)
{
    const struct backend *does = world->does;
    struct thing *list = does->list_new(0);
    struct thing *self = give_birth(world, op.b % WORLD_CLASSES, op.b / WORLD_CLASSES % ACTIONS,
                                    op.c % WORLD_VARIABLES);

    does->setattr(self, world_names[0], list);
    does->list_append(list, self);
    assign(world, op.a, self);
    does->decref(list);
}
