/*
 * One half of a conformance test: reads operations on one WeakValueDictionary and on eight
 * variables, prints what ours answers. weakvalues_lines.py does the same with Python's and compares
 * the lines.
 *
 * V is a variable, 0 to 7; K a key, an int or a word:
 *
 *   make V HOW     a new instance; HOW 1: its finalizer asks for the size, 0: it only tells, 2: it
 *                  sets the key 0 to the instance in variable 0
 *   watch V K W    when the object in V dies, K is set to what is then in W
 *   drop V         link V W: V refers to W, which may be V itself
 *   set K V        get K        len        collect G
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/runtime.h"
#include "common/types/atoms.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"
#include "common/weakrefs/weakvalues.h"

enum { WORD = 40, VARIABLES = 8 };

static struct object *dict, *cls, *watchers, *variables[VARIABLES];

static const char *word(void)
{
    static char text[WORD];

    if (scanf("%39s", text) != 1)
        fatal("weakvalues_lines", "the input ends in the middle");
    return text;
}

static int number(void)
{
    return (int)strtol(word(), NULL, 10);
}

/* New reference. */
static struct object *read_key(void)
{
    const char *text = word();

    return isdigit((unsigned char)*text) ? int_new(strtol(text, NULL, 10)) : str_new(text);
}

static long long field_of(struct object *obj, const char *name)
{
    struct object *value = object_getattr(obj, name);
    long long number_of_it = int_value(value);

    decref(value);
    return number_of_it;
}

static void set_field(struct object *obj, const char *name, int value)
{
    struct object *field = int_new(value);

    object_setattr(obj, name, field);
    decref(field);
}

static void print_error(void)
{
    puts(error_message());
    error_clear();
}

static void set(struct object *key, struct object *value)
{
    if (!weakvalues_set(dict, key, value == NULL ? none() : value))
        print_error();
}

static void finalize(struct object *self)
{
    printf("%lld dies\n", field_of(self, "number"));
    if (field_of(self, "how") == 1)
        printf("%td entries\n", weakvalues_size(dict));
    if (field_of(self, "how") == 2) {
        struct object *zero = int_new(0);
        set(zero, variables[0]);
        decref(zero);
    }
}

static void make(void)
{
    static int made;
    int variable = number();
    struct object *obj = instance_new(cls);

    set_field(obj, "number", made++);
    set_field(obj, "how", number());
    setref(&variables[variable], obj);
}

/* @self is the key and the number of a variable. */
static bool watched_died(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    set(tuple_get(self, 0), variables[int_value(tuple_get(self, 1))]);
    return true;
}

static void watch(void)
{
    struct object *watched = variables[number()], *key = read_key(), *variable = int_new(number());
    struct object *self = tuple_pack(2, key, variable);
    struct object *callback = function_new("watched_died", watched_died, self);

    if (watched != NULL) {
        struct object *ref = weakref_new(watched, callback);
        list_append(watchers, ref);
        decref(ref);
    }
    decref(callback);
    decref(self);
    decref(variable);
    decref(key);
}

static void link_variables(void)
{
    struct object *from = variables[number()], *to = variables[number()];

    if (from != NULL)
        object_setattr(from, "other", to == NULL ? none() : to);
}

static void get(struct object *key)
{
    struct object *value = weakvalues_get(dict, key);

    if (value == NULL)
        puts("nothing");
    else
        printf("%lld\n", field_of(value, "number"));
    xdecref(value);
}

static void with_key(const char *operation)
{
    struct object *key = read_key();

    if (strcmp(operation, "set") == 0)
        set(key, variables[number()]);
    else if (strcmp(operation, "get") == 0)
        get(key);
    else
        fatal("weakvalues_lines", "what is %s?", operation);
    decref(key);
}

static void perform(const char *operation)
{
    if (strcmp(operation, "make") == 0)
        make();
    else if (strcmp(operation, "watch") == 0)
        watch();
    else if (strcmp(operation, "drop") == 0)
        clearref(&variables[number()]);
    else if (strcmp(operation, "link") == 0)
        link_variables();
    else if (strcmp(operation, "len") == 0)
        printf("%td\n", weakvalues_size(dict));
    else if (strcmp(operation, "collect") == 0)
        printf("%td collected\n", gc_collect(number()));
    else
        with_key(operation);
}

int main(void)
{
    static const char *const slots[] = {"number", "how", "other", "__weakref__", NULL};
    char operation[WORD];

    setvbuf(stdout, NULL, _IOLBF, 0); /* a crash shows what came before it */
    runtime_init();
    gc_disable();
    dict = weakvalues_new();
    watchers = list_new(0);
    cls = class_new(&(struct class_spec){.name = "Node", .slots = slots, .finalize = finalize});
    while (scanf("%39s", operation) == 1)
        perform(operation);
    decref(watchers);
    decref(dict);
    decref(cls);
    return runtime_finish() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
