/* Operations that make objects, and what all operations share. See perform.h. */
#include "common/tests/conformance/perform.h"

#include <string.h>

#include "common/tests/conformance/hooks.h"

/* The containers and the operand; NULL where the variable does not fit. */
struct thing *take(struct world *world, int v, const char *type_name)
{
    struct thing *obj = variable_of(world, v, type_name);

    if (obj != NULL)
        world->does->incref(obj);
    return obj;
}

struct thing *take_any(struct world *world, int v)
{
    struct thing *obj = world->variables[v];

    if (obj != NULL)
        world->does->incref(obj);
    return obj;
}

struct thing *take_instance(struct world *world, int v)
{
    struct thing *obj = world->variables[v];

    return obj != NULL && is_instance(world, obj) ? take_any(world, v) : NULL;
}

void leave(struct world *world, struct thing *obj)
{
    if (obj != NULL)
        world->does->decref(obj);
}

/* A result that becomes a variable: borrowed ones get a reference first. */
void keep_borrowed(struct world *world, int v, struct thing *obj)
{
    note(world, "found", obj != NULL);
    if (obj == NULL)
        return;
    world->does->incref(obj);
    assign(world, v, obj);
}

void keep_new(struct world *world, int v, struct thing *obj)
{
    note(world, "found", obj != NULL);
    if (obj != NULL)
        assign(world, v, obj);
}

struct thing *take_key(struct world *world, int v)
{
    return is_complete(world, world->variables[v]) ? take_any(world, v) : NULL;
}

void op_new_none(struct world *world, struct operation op)
{
    assign(world, op.a, world->does->none());
}

void op_new_bool(struct world *world, struct operation op)
{
    assign(world, op.a, world->does->bool_new(op.b & 1));
}

void op_new_int(struct world *world, struct operation op)
{
    static const long long values[] = {0,   1,   -5,        -6,           256,
                                       257, 999, 1LL << 30, -(1LL << 60), INT64_MIN};

    assign(world, op.a, world->does->int_new(values[op.b % 10]));
}

void op_new_str(struct world *world, struct operation op)
{
    static const char *const values[] = {"", "q", "two", "three", "thirty-three"};

    assign(world, op.a, world->does->str_new(values[op.b % 5]));
}

void op_new_list(struct world *world, struct operation op)
{
    assign(world, op.a, world->does->list_new(op.b % 20));
}

/* A tuple of b % 24 slots; each holds variable c, or is empty. */
void op_new_tuple(struct world *world, struct operation op)
{
    struct thing *tuple = world->does->tuple_new(op.b % 24), *item = take_any(world, op.c);

    for (intptr_t i = 0; item != NULL && i < op.b % 24; i++) {
        world->does->incref(item);
        world->does->tuple_set(tuple, i, item);
    }
    leave(world, item);
    assign(world, op.a, tuple);
}

void op_new_pair(struct world *world, struct operation op)
{
    struct thing *tuple = world->does->tuple_new(2);

    world->does->tuple_set(tuple, 0, take_any(world, op.b));
    world->does->tuple_set(tuple, 1, take_any(world, op.c));
    assign(world, op.a, tuple);
}

void op_new_dict(struct world *world, struct operation op)
{
    assign(world, op.a, world->does->dict_new());
}

void op_new_instance(struct world *world, struct operation op)
{
    int cls = op.b % WORLD_CLASSES, action = op.b / WORLD_CLASSES % ACTIONS;

    assign(world, op.a, give_birth(world, cls, action, op.c % WORLD_VARIABLES));
}

void op_copy(struct world *world, struct operation op)
{
    assign(world, op.a, take_any(world, op.b));
}

void op_drop(struct world *world, struct operation op)
{
    assign(world, op.a, NULL);
}

/* x = [x], (x,), {0: x} or an instance with x in it; steals and returns a new reference. */
static struct thing *wrap(struct world *world, int kind, struct thing *inner)
{
    const struct backend *does = world->does;
    struct thing *outer = NULL, *key = NULL;

    switch (kind) {
    case 0:
        outer = does->list_new(1);
        does->list_set(outer, 0, inner);
        return outer;
    case 1:
        outer = does->tuple_new(1);
        does->tuple_set(outer, 0, inner);
        return outer;
    case 2:
        outer = does->dict_new();
        key = does->int_new(0);
        does->dict_set(outer, key, inner);
        does->decref(key);
        break;
    default:
        outer = give_birth(world, kind % WORLD_CLASSES, 0, 0);
        does->setattr(outer, "zeta", inner);
        break;
    }
    does->decref(inner);
    return outer;
}

/* A nest so deep that releasing it has to wait in line; its finalizers tell the order. */
void op_nest(struct world *world, struct operation op)
{
    static const unsigned char patterns[] = {0, 1, 2, 3, 4, 5, 7};
    struct thing *obj = world->does->none();

    for (int depth = 0; depth < op.c; depth++) {
        struct thing *pair = world->does->list_new(2);
        int marker_last = op.b & 1;
        world->does->list_set(pair, marker_last, give_birth(world, 1, 0, 0));
        world->does->list_set(pair, !marker_last, obj);
        obj = wrap(world, patterns[(op.b >> 1) % 7], pair);
    }
    assign(world, op.a, obj);
}
