/* Operations on lists and tuples. See perform.h. */
#include "common/tests/conformance/perform.h"

void op_list_get(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.b, "list");

    if (list != NULL)
        keep_borrowed(world, op.a, world->does->list_get(list, op.c - 1));
    leave(world, list);
}

void op_list_set(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.a, "list");

    if (list != NULL)
        note(world, "list_set", world->does->list_set(list, op.b - 1, take_any(world, op.c)));
    leave(world, list);
}

void op_list_append(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.a, "list"), *item = take_any(world, op.b);

    if (list != NULL && item != NULL)
        note(world, "list_append", world->does->list_append(list, item));
    leave(world, item);
    leave(world, list);
}

void op_list_insert(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.a, "list"), *item = take_any(world, op.c);

    if (list != NULL && item != NULL)
        note(world, "list_insert", world->does->list_insert(list, op.b - 4, item));
    leave(world, item);
    leave(world, list);
}

void op_list_delete(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.a, "list");

    if (list != NULL &&
        (op.b >= world->does->list_size(list) || world->does->list_get(list, op.b) != NULL))
        note(world, "list_delete", world->does->list_delete(list, op.b));
    leave(world, list);
}

/* Popping an empty slot would make CPython's interpreter see NULL. */
void op_list_pop(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.b, "list");

    if (list != NULL &&
        (op.c >= world->does->list_size(list) || world->does->list_get(list, op.c) != NULL)) {
        world->does->take_error();
        keep_new(world, op.a, world->does->list_pop(list, op.c));
    }
    leave(world, list);
}

void op_list_clear(struct world *world, struct operation op)
{
    struct thing *list = take(world, op.a, "list");

    if (list != NULL)
        world->does->list_clear(list);
    leave(world, list);
}

void op_tuple_get(struct world *world, struct operation op)
{
    struct thing *tuple = take(world, op.b, "tuple");

    if (tuple != NULL)
        keep_borrowed(world, op.a, world->does->tuple_get(tuple, op.c - 1));
    leave(world, tuple);
}

void op_tuple_set(struct world *world, struct operation op)
{
    struct thing *tuple = variable_of(world, op.a, "tuple");

    if (tuple != NULL)
        note(world, "tuple_set", world->does->tuple_set(tuple, op.b - 1, take_any(world, op.c)));
}
