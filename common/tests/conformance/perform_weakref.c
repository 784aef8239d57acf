/* Operations on weak references and functions. See perform.h. */
#include "common/tests/conformance/perform.h"

#include <string.h>

#include "common/tests/conformance/hooks.h"

/* A weak reference; CPython's type name has the module's in it. */
static struct thing *take_ref(struct world *world, int v)
{
    return is_of_type(world, v, "ReferenceType") ? take_any(world, v) : NULL;
}

/* What weak references are made to. */
static struct thing *take_referent(struct world *world, int v)
{
    struct thing *obj = world->variables[v];

    return obj == NULL || is_class(world, obj) ? NULL : take_any(world, v);
}

static void make_ref(struct world *world, int v, struct thing *referent, struct thing *callback)
{
    struct thing *ref = world->collects->weakref_new(referent, callback);

    note(world, "weakref", ref != NULL);
    if (ref != NULL)
        assign(world, v, ref);
}

void op_weakref(struct world *world, struct operation op)
{
    struct thing *referent = take_referent(world, op.b);

    if (referent != NULL)
        make_ref(world, op.a, referent, NULL);
    leave(world, referent);
}

/* With variable c, a function, as the callback. */
void op_weakref_callback(struct world *world, struct operation op)
{
    struct thing *referent = take_referent(world, op.b);
    struct thing *callback = take(world, op.c, "builtin_function_or_method");

    if (referent != NULL && callback != NULL)
        make_ref(world, op.a, referent, callback);
    leave(world, callback);
    leave(world, referent);
}

/* With a fresh callback that performs an action, known to nobody else. */
void op_weakref_act(struct world *world, struct operation op)
{
    struct thing *referent = take_referent(world, op.b);
    struct thing *code = hook_code(world, op.c / WORLD_VARIABLES % ACTIONS, op.c % WORLD_VARIABLES);
    struct thing *callback = world->collects->function_new(code);

    if (referent != NULL)
        make_ref(world, op.a, referent, callback);
    leave(world, callback);
    leave(world, code);
    leave(world, referent);
}

void op_weakref_get(struct world *world, struct operation op)
{
    struct thing *ref = take_ref(world, op.b);

    if (ref != NULL)
        keep_new(world, op.a, world->collects->weakref_get(ref));
    leave(world, ref);
}

void op_weakref_of_callback(struct world *world, struct operation op)
{
    struct thing *ref = take_ref(world, op.b);

    if (ref != NULL)
        keep_borrowed(world, op.a, world->collects->weakref_callback(ref));
    leave(world, ref);
}

/* CPython 3.11 cannot stand a collection that changes the list of weak references in the middle of
 * getweakrefs(): none happens here. */
void op_getweakrefs(struct world *world, struct operation op)
{
    struct thing *obj = take_referent(world, op.b);

    world->collects->pause();
    struct thing *refs = obj == NULL ? NULL : world->collects->weakrefs(obj);
    world->collects->resume();
    if (refs != NULL)
        assign(world, op.a, refs);
    leave(world, obj);
}

/* Whether two that are not equal hash the same is up to the addresses. */
void op_compare(struct world *world, struct operation op)
{
    struct thing *a = take_ref(world, op.a), *b = take_ref(world, op.b);
    size_t hash_a = 0, hash_b = 0;

    if (a != NULL && b != NULL) {
        bool equal = world->collects->equal(a, b);
        note(world, "equal", equal);
        note(world, "hashed", world->collects->hash(a, &hash_a));
        note(world, "hashed", world->collects->hash(b, &hash_b));
        note(world, "same hash", equal && hash_a == hash_b);
    }
    leave(world, b);
    leave(world, a);
}

void op_function(struct world *world, struct operation op)
{
    struct thing *code = hook_code(world, op.b % ACTIONS, op.c % WORLD_VARIABLES);

    assign(world, op.a, world->collects->function_new(code));
    leave(world, code);
}

/* A function that owns variable c besides what it is to do. */
void op_closure(struct world *world, struct operation op)
{
    struct thing *code = hook_code(world, op.b / WORLD_VARIABLES % ACTIONS, op.b % WORLD_VARIABLES);
    struct thing *pair = world->does->tuple_new(2);

    world->does->tuple_set(pair, 0, code);
    world->does->tuple_set(pair, 1, take_any(world, op.c));
    assign(world, op.a, world->collects->function_new(pair));
    leave(world, pair);
}

/* A function made with just any object; NULL too. */
void op_method(struct world *world, struct operation op)
{
    struct thing *self = take_any(world, op.b);

    assign(world, op.a, world->collects->function_new(self));
    leave(world, self);
}

void op_call(struct world *world, struct operation op)
{
    struct thing *function = take(world, op.a, "builtin_function_or_method");
    struct thing *argument = take_any(world, op.b);

    if (function != NULL && argument != NULL)
        note(world, "call", world->collects->call(function, argument));
    leave(world, argument);
    leave(world, function);
}
