/* The table of operations, and what can be read off it. See operations.h. */
#include "common/tests/conformance/operations.h"

#include <stdio.h>
#include <string.h>

#include "common/tests/conformance/hooks.h"
#include "common/tests/conformance/perform.h"

/* What a variable must hold for an operation to do anything. */
enum fit { ANY, LIST, TUPLE, DICT, INSTANCE, REF, FUNCTION, REFERABLE };

#define OP(name) op_##name, #name

/* In a text %1$d, %2$d and %3$d are a, b and c. Operands below a limit of 0 are variables. */
static const struct entry {
    void (*perform)(struct world *world, struct operation op);
    const char *name; /* in a file of a program */
    const char *text;
    unsigned char weight; /* how often it is drawn */
    unsigned char limit_b, limit_c;
    unsigned char fit_a, fit_b;
} table[] = {
    {OP(new_none), "v%1$d = None", 1, 1, 1, ANY, ANY},
    {OP(new_bool), "v%1$d = bool(%2$d)", 1, 2, 1, ANY, ANY},
    {OP(new_int), "v%1$d = int number %2$d", 5, 10, 1, ANY, ANY},
    {OP(new_str), "v%1$d = str number %2$d", 5, 5, 1, ANY, ANY},
    {OP(new_list), "v%1$d = list_new(%2$d)", 8, 20, 1, ANY, ANY},
    {OP(new_tuple), "v%1$d = (v%3$d,) * %2$d", 3, 24, 0, ANY, ANY},
    {OP(new_pair), "v%1$d = (v%2$d, v%3$d)", 6, 0, 0, ANY, ANY},
    {OP(new_dict), "v%1$d = {}", 8, 1, 1, ANY, ANY},
    {OP(new_instance), "v%1$d = instance(class %2$d %% 7, action %2$d / 7, target v%3$d)", 24, 126,
     0, ANY, ANY},
    {OP(copy), "v%1$d = v%2$d", 8, 0, 1, ANY, ANY},
    {OP(drop), "v%1$d = NULL", 14, 1, 1, ANY, ANY},
    {OP(list_get), "v%1$d = v%2$d[%3$d - 1]", 6, 0, 8, ANY, LIST},
    {OP(list_set), "v%1$d[%2$d - 1] = v%3$d", 12, 8, 0, LIST, ANY},
    {OP(list_append), "v%1$d.append(v%2$d)", 20, 0, 1, LIST, ANY},
    {OP(list_insert), "v%1$d.insert(%2$d - 4, v%3$d)", 8, 10, 0, LIST, ANY},
    {OP(list_delete), "del v%1$d[%2$d]", 5, 6, 1, LIST, ANY},
    {OP(list_pop), "v%1$d = v%2$d.pop(%3$d)", 8, 0, 6, ANY, LIST},
    {OP(list_clear), "v%1$d.clear()", 3, 1, 1, LIST, ANY},
    {OP(tuple_get), "v%1$d = v%2$d[%3$d - 1]", 4, 0, 4, ANY, TUPLE},
    {OP(tuple_set), "v%1$d[%2$d - 1] = v%3$d", 4, 4, 0, TUPLE, ANY},
    {OP(dict_set), "v%1$d[v%2$d] = v%3$d", 30, 0, 0, DICT, ANY},
    {OP(dict_get), "v%1$d = v%2$d[v%3$d]", 6, 0, 0, ANY, DICT},
    {OP(dict_delete), "del v%1$d[v%2$d]", 10, 0, 1, DICT, ANY},
    {OP(dict_delete_at), "del v%1$d[list(v%1$d)[%2$d]]", 5, 3, 1, DICT, ANY},
    {OP(dict_key), "v%1$d = list(v%2$d)[%3$d]", 4, 0, 5, ANY, DICT},
    {OP(dict_clear), "v%1$d.clear()", 3, 1, 1, DICT, ANY},
    {OP(get_attribute), "v%1$d = v%2$d.name%3$d", 8, 0, 6, ANY, INSTANCE},
    {OP(set_attribute), "v%1$d.name%2$d = v%3$d", 30, 6, 0, INSTANCE, ANY},
    {OP(del_attribute), "del v%1$d.name%2$d", 10, 6, 1, INSTANCE, ANY},
    {OP(get_dict), "v%1$d = v%2$d.__dict__", 3, 0, 1, ANY, INSTANCE},
    {OP(collect), "gc.collect(%2$d)", 14, 3, 1, ANY, ANY},
    {OP(enable), "gc.enable() if %2$d else gc.disable()", 4, 4, 1, ANY, ANY},
    {OP(set_threshold), "gc.set_threshold(number %1$d, number %2$d, number %3$d)", 6, 5, 5, ANY,
     ANY},
    {OP(freeze), "gc.freeze()", 1, 1, 1, ANY, ANY},
    {OP(unfreeze), "gc.unfreeze()", 2, 1, 1, ANY, ANY},
    {OP(set_debug), "gc.set_debug(number %2$d)", 1, 11, 1, ANY, ANY},
    {OP(get_objects), "v%1$d = gc.get_objects(%2$d)", 2, 4, 4, ANY, ANY},
    {OP(get_referrers), "v%1$d = gc.get_referrers(v%2$d)", 2, 0, 1, ANY, ANY},
    {OP(get_referents), "v%1$d = gc.get_referents(v%2$d)", 2, 0, 1, ANY, ANY},
    {OP(take_garbage), "v%1$d = gc.garbage.pop(0)", 3, 1, 1, ANY, ANY},
    {OP(clear_garbage), "gc.garbage.clear()", 2, 1, 1, ANY, ANY},
    {OP(add_callback), "gc.callbacks.append(v%1$d)", 1, 1, 1, FUNCTION, ANY},
    {OP(clear_callbacks), "gc.callbacks.clear()", 1, 1, 1, ANY, ANY},
    {OP(spend), "v%1$d = [%2$d fresh objects of kind %3$d]", 4, 60, 2, ANY, ANY},
    {OP(make_with_error), "with an error pending: v%1$d = list_new(%2$d); v%3$d = NULL", 3, 4, 0,
     ANY, ANY},
    {OP(make_ring),
     "v%1$d = instance(class %2$d %% 7, action %2$d / 7, target v%3$d); .zeta = [itself]", 20, 126,
     0, ANY, ANY},
    {OP(weakref), "v%1$d = weakref.ref(v%2$d)", 10, 0, 1, ANY, REFERABLE},
    {OP(weakref_callback), "v%1$d = weakref.ref(v%2$d, v%3$d)", 14, 0, 0, ANY, REFERABLE},
    {OP(weakref_act), "v%1$d = weakref.ref(v%2$d, function(action %3$d / 12, target %3$d %% 12))",
     14, 0, 216, ANY, REFERABLE},
    {OP(weakref_get), "v%1$d = v%2$d()", 8, 0, 1, ANY, REF},
    {OP(weakref_of_callback), "v%1$d = v%2$d.__callback__", 2, 0, 1, ANY, REF},
    {OP(getweakrefs), "v%1$d = weakref.getweakrefs(v%2$d)", 2, 0, 1, ANY, REFERABLE},
    {OP(compare), "v%1$d == v%2$d", 2, 0, 1, REF, REF},
    {OP(function), "v%1$d = function(action %2$d, target v%3$d)", 10, 18, 0, ANY, ANY},
    {OP(closure), "v%1$d = function(action %2$d / 12, target %2$d %% 12; owns v%3$d)", 6, 216, 0,
     ANY, ANY},
    {OP(method), "v%1$d = function(owns v%2$d)", 3, 0, 1, ANY, ANY},
    {OP(call), "v%1$d(v%2$d)", 3, 0, 1, FUNCTION, ANY},
    {OP(nest), "v%1$d = nest(pattern %2$d, depth %3$d)", 1, 14, 140, ANY, ANY},
};

enum { OPERATIONS = sizeof table / sizeof table[0] };

unsigned random_below(struct random *random, unsigned limit)
{
    uint64_t mix = random->state += 0x9E3779B97F4A7C15u;

    mix = (mix ^ (mix >> 30)) * 0xBF58476D1CE4E5B9u;
    mix = (mix ^ (mix >> 27)) * 0x94D049BB133111EBu;
    return (unsigned)((mix ^ (mix >> 31)) >> 33) % limit;
}

static bool fits(const struct world *world, int v, enum fit fit)
{
    static const char *const types[] = {[LIST] = "list",
                                        [TUPLE] = "tuple",
                                        [DICT] = "dict",
                                        [REF] = "ReferenceType",
                                        [FUNCTION] = "builtin_function_or_method"};
    const struct thing *obj = world->variables[v];

    if (fit == INSTANCE || fit == REFERABLE)
        return obj != NULL &&
               (is_instance(world, obj) || (fit == REFERABLE && fits(world, v, FUNCTION)));
    return fit == ANY || is_of_type(world, v, types[fit]);
}

/* A variable that fits, if a few tries find one. */
static unsigned char draw_variable(struct random *random, const struct world *world, enum fit fit)
{
    unsigned v = random_below(random, WORLD_VARIABLES);

    for (int tries = 0; tries < 8 && !fits(world, (int)v, fit); tries++)
        v = random_below(random, WORLD_VARIABLES);
    return (unsigned char)v;
}

static unsigned char draw_code(struct random *random)
{
    unsigned total = 0;
    unsigned char code = 0;

    for (unsigned i = 0; i < OPERATIONS; i++)
        total += table[i].weight;
    for (unsigned left = random_below(random, total); left >= table[code].weight; code++)
        left -= table[code].weight;
    return code;
}

struct operation operation_draw(struct random *random, const struct world *world)
{
    struct operation op = {.code = draw_code(random)};
    const struct entry *entry = &table[op.code];

    op.a = draw_variable(random, world, entry->fit_a);
    op.b = entry->limit_b == 0 ? draw_variable(random, world, entry->fit_b)
                               : (unsigned char)random_below(random, entry->limit_b);
    op.c = entry->limit_c == 0 ? draw_variable(random, world, ANY)
                               : (unsigned char)random_below(random, entry->limit_c);
    return op;
}

void operation_perform(struct world *world, struct operation op)
{
    table[op.code].perform(world, op);
}

void operation_write(struct operation op, char *text, size_t size)
{
    int used = snprintf(text, size, "%-18s %3d %3d %3d  # ", table[op.code].name, op.a, op.b, op.c);

    snprintf(text + used, size - (size_t)used, table[op.code].text, op.a, op.b, op.c);
}

bool operation_read(const char *line, struct operation *op)
{
    char name[40];

    if (sscanf(line, "%39s %hhu %hhu %hhu", name, &op->a, &op->b, &op->c) != 4)
        return false;
    for (op->code = 0; op->code < OPERATIONS; op->code++)
        if (strcmp(table[op->code].name, name) == 0)
            return op->a < WORLD_VARIABLES;
    return false;
}
