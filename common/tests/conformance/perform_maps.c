/* Operations on dicts and attributes. See perform.h. */
#include "common/tests/conformance/hooks.h"
#include "common/tests/conformance/perform.h"

void op_dict_set(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.a, "dict"), *key = take_key(world, op.b);
    struct thing *value = take_any(world, op.c);

    if (dict != NULL && key != NULL && value != NULL)
        note(world, "dict_set", world->does->dict_set(dict, key, value));
    leave(world, value);
    leave(world, key);
    leave(world, dict);
}

void op_dict_get(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.b, "dict"), *key = take_key(world, op.c);

    if (dict != NULL && key != NULL)
        keep_borrowed(world, op.a, world->does->dict_get(dict, key));
    leave(world, key);
    leave(world, dict);
}

void op_dict_delete(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.a, "dict"), *key = take_key(world, op.b);

    if (dict != NULL && key != NULL)
        note(world, "dict_delete", world->does->dict_delete(dict, key));
    leave(world, key);
    leave(world, dict);
}

/* Deletes the b-th key, to which nobody but the dict may refer. */
void op_dict_delete_at(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.a, "dict"), *key = NULL;
    intptr_t position = 0;

    for (int i = 0; dict != NULL && i <= op.b; i++)
        if (!world->does->dict_next(dict, &position, &key, NULL))
            key = NULL;
    if (key != NULL)
        note(world, "dict_delete", world->does->dict_delete(dict, key));
    leave(world, dict);
}

/* The c-th key of a dict, counting from 0. */
void op_dict_key(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.b, "dict"), *key = NULL;
    intptr_t position = 0;

    for (int i = 0; dict != NULL && i <= op.c; i++)
        if (!world->does->dict_next(dict, &position, &key, NULL))
            key = NULL;
    if (dict != NULL)
        keep_borrowed(world, op.a, key);
    leave(world, dict);
}

void op_dict_clear(struct world *world, struct operation op)
{
    struct thing *dict = take(world, op.a, "dict");

    if (dict != NULL)
        world->does->dict_clear(dict);
    leave(world, dict);
}

void op_get_attribute(struct world *world, struct operation op)
{
    struct thing *self = take_instance(world, op.b);

    if (self != NULL)
        keep_new(world, op.a, world->does->getattr(self, world_names[op.c % WORLD_NAMES]));
    leave(world, self);
}

void op_set_attribute(struct world *world, struct operation op)
{
    struct thing *self = take_instance(world, op.a), *value = take_any(world, op.c);
    const char *name = world_names[op.b % WORLD_NAMES];

    if (self != NULL && value != NULL)
        note(world, "setattr", world->does->setattr(self, name, value));
    leave(world, value);
    leave(world, self);
}

void op_del_attribute(struct world *world, struct operation op)
{
    struct thing *self = take_instance(world, op.a);

    if (self != NULL)
        note(world, "delattr", world->does->delattr(self, world_names[op.b % WORLD_NAMES]));
    leave(world, self);
}

void op_get_dict(struct world *world, struct operation op)
{
    struct thing *self = take_instance(world, op.b);

    if (self != NULL)
        keep_new(world, op.a, world->does->dict_of(self));
    leave(world, self);
}
