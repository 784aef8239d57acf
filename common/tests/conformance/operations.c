/* The table of operations, and what can be read off it. See operations.h. */
#include "common/tests/conformance/operations.h"

#include <stdio.h>
#include <string.h>

#include "common/tests/conformance/perform.h"

/* What a variable must hold for an operation to do anything. */
enum fit { ANY, LIST, TUPLE, DICT, INSTANCE };

/* In a text %1$d, %2$d and %3$d are a, b and c. Operands below a limit of 0 are variables. */
static const struct entry {
    void (*perform)(struct world *world, struct operation op);
    const char *text;
    unsigned char weight; /* how often it is drawn */
    unsigned char limit_b, limit_c;
    unsigned char fit_a, fit_b;
} table[] = {
    {op_new_none, "v%1$d = None", 1, 1, 1, ANY, ANY},
    {op_new_bool, "v%1$d = bool(%2$d)", 1, 2, 1, ANY, ANY},
    {op_new_int, "v%1$d = int number %2$d", 5, 10, 1, ANY, ANY},
    {op_new_str, "v%1$d = str number %2$d", 5, 5, 1, ANY, ANY},
    {op_new_list, "v%1$d = list_new(%2$d)", 8, 20, 1, ANY, ANY},
    {op_new_tuple, "v%1$d = (v%3$d,) * %2$d", 3, 24, 0, ANY, ANY},
    {op_new_pair, "v%1$d = (v%2$d, v%3$d)", 6, 0, 0, ANY, ANY},
    {op_new_dict, "v%1$d = {}", 8, 1, 1, ANY, ANY},
    {op_new_instance, "v%1$d = instance(class %2$d %% 4, action %2$d / 4, target v%3$d)", 20, 20, 0,
     ANY, ANY},
    {op_copy, "v%1$d = v%2$d", 8, 0, 1, ANY, ANY},
    {op_drop, "v%1$d = NULL", 14, 1, 1, ANY, ANY},
    {op_list_get, "v%1$d = v%2$d[%3$d - 1]", 6, 0, 8, ANY, LIST},
    {op_list_set, "v%1$d[%2$d - 1] = v%3$d", 12, 8, 0, LIST, ANY},
    {op_list_append, "v%1$d.append(v%2$d)", 20, 0, 1, LIST, ANY},
    {op_list_insert, "v%1$d.insert(%2$d - 4, v%3$d)", 8, 10, 0, LIST, ANY},
    {op_list_delete, "del v%1$d[%2$d]", 5, 6, 1, LIST, ANY},
    {op_list_pop, "v%1$d = v%2$d.pop(%3$d)", 8, 0, 6, ANY, LIST},
    {op_list_clear, "v%1$d.clear()", 3, 1, 1, LIST, ANY},
    {op_tuple_get, "v%1$d = v%2$d[%3$d - 1]", 4, 0, 4, ANY, TUPLE},
    {op_tuple_set, "v%1$d[%2$d - 1] = v%3$d", 4, 4, 0, TUPLE, ANY},
    {op_dict_set, "v%1$d[v%2$d] = v%3$d", 30, 0, 0, DICT, ANY},
    {op_dict_get, "v%1$d = v%2$d[v%3$d]", 6, 0, 0, ANY, DICT},
    {op_dict_delete, "del v%1$d[v%2$d]", 10, 0, 1, DICT, ANY},
    {op_dict_delete_at, "del v%1$d[list(v%1$d)[%2$d]]", 5, 3, 1, DICT, ANY},
    {op_dict_key, "v%1$d = list(v%2$d)[%3$d]", 4, 0, 5, ANY, DICT},
    {op_dict_clear, "v%1$d.clear()", 3, 1, 1, DICT, ANY},
    {op_dict_copy, "v%1$d = v%2$d.copy()", 4, 0, 1, ANY, DICT},
    {op_get_attribute, "v%1$d = v%2$d.name%3$d", 8, 0, 6, ANY, INSTANCE},
    {op_set_attribute, "v%1$d.name%2$d = v%3$d", 30, 6, 0, INSTANCE, ANY},
    {op_del_attribute, "del v%1$d.name%2$d", 10, 6, 1, INSTANCE, ANY},
    {op_get_dict, "v%1$d = v%2$d.__dict__", 3, 0, 1, ANY, INSTANCE},
    {op_nest, "v%1$d = nest(pattern %2$d, depth %3$d)", 1, 14, 140, ANY, ANY},
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
    static const char *const types[] = {[LIST] = "list", [TUPLE] = "tuple", [DICT] = "dict"};

    if (fit == INSTANCE)
        return variable_of(world, v, "Plain") != NULL || variable_of(world, v, "Final") != NULL ||
               variable_of(world, v, "Slots") != NULL ||
               variable_of(world, v, "FinalSlots") != NULL;
    return fit == ANY || variable_of(world, v, types[fit]) != NULL;
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
    snprintf(text, size, table[op.code].text, op.a, op.b, op.c);
}
