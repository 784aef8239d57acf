/* See hooks.h. */
#include "common/tests/conformance/hooks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 1 << 20 };

/* The texts of events; used from the start again when a world has forgotten its events. */
static struct {
    char texts[TEXTS];
    size_t used;
} arenas[2];

void note_text(struct world *world, const char *text, intptr_t value)
{
    size_t size = strlen(text) + 1, i = (size_t)(world - worlds);

    if (world->event_count == 0)
        arenas[i].used = 0;
    if (arenas[i].used + size > TEXTS) {
        fprintf(stderr, "more than %d bytes of text in one operation\n", TEXTS);
        exit(2);
    }
    note_detail(world, strcpy(arenas[i].texts + arenas[i].used, text), value);
    arenas[i].used += size;
}

/* "gc: collectable <weakref.ReferenceType 0x7f..>" and "..., 0.0001s elapsed" */
void hook_line(const char *line, void *world)
{
    char text[300];
    const char *open = strchr(line, '<');
    int head = open == NULL ? (int)strlen(line) : (int)(open - line);
    bool qualified = open != NULL && strncmp(open + 1, "weakref.", 8) == 0;

    snprintf(text, sizeof text, "%.*s%s", head, line,
             open == NULL ? "" : open + 1 + (qualified ? 8 : 0));
    char *end = strstr(text, strstr(text, "elapsed") != NULL ? " uncollectable," : " 0x");
    if (end != NULL)
        *end = '\0';
    note_text(world, text, 0);
}

bool is_class(const struct world *world, const struct thing *obj)
{
    return strcmp(world->does->type_name(obj), "type") == 0;
}

bool is_instance(const struct world *world, const struct thing *obj)
{
    const char *name = world->does->type_name(obj);

    for (int i = 0; i < WORLD_CLASSES; i++)
        if (strcmp(name, world_class_names[i]) == 0)
            return true;
    return false;
}

bool is_dead(struct world *world, struct thing *ref)
{
    struct thing *referent = world->collects->weakref_get(ref), *none = world->does->none();
    bool dead = referent == none;

    world->does->decref(referent);
    world->does->decref(none);
    return dead;
}

/* What every hook sees of the size of whatever the variables hold. */
static void look_around(struct world *world)
{
    for (int v = 0; v < WORLD_VARIABLES; v++) {
        if (variable_of(world, v, "list") != NULL)
            note_detail(world, "len(list)", world->does->list_size(world->variables[v]));
        if (variable_of(world, v, "dict") != NULL)
            note_detail(world, "len(dict)", world->does->dict_size(world->variables[v]));
        if (is_of_type(world, v, "ReferenceType"))
            note_detail(world, "dead", is_dead(world, world->variables[v]));
    }
}

/* An atom may be shared with the interpreter, and then only compare.c can tell what it counts. */
static void look_at(struct world *world, struct thing *subject)
{
    if (is_class(world, subject))
        return;
    note_detail(world, "is_tracked", world->does->is_tracked(subject));
    if (!world->does->is_tracked(subject))
        return;
    note_detail(world, "refcount", world->does->refcount(subject));
    note_detail(world, "is_finalized", world->does->is_finalized(subject));
    if (strstr(world->does->type_name(subject), "ReferenceType") == NULL) {
        note_detail(world, "weakrefs", world->collects->weakref_count(subject));
        return;
    }
    note_detail(world, "dead", is_dead(world, subject));
}

static bool finalize(struct world *world, struct thing *self, const char *what)
{
    const struct birth *birth = birth_of(world, self);

    if (world->quiet || birth == NULL)
        return true;
    note(world, what, birth - world->births);
    look_at(world, self);
    look_around(world);
    return act(world, self, birth->action, birth->target);
}

bool hook_finalize(struct world *world, struct thing *self)
{
    return finalize(world, self, "finalizer of instance");
}

bool hook_legacy(struct world *world, struct thing *self)
{
    return finalize(world, self, "legacy finalizer of instance");
}

/* The code that @self is or, in a tuple, begins with; 0: it is something else. */
static int code_of(struct world *world, struct thing *self)
{
    char text[100];

    if (self == NULL)
        return 0;
    if (strcmp(world->does->type_name(self), "tuple") == 0)
        return world->does->tuple_size(self) == 0 ? 0
                                                  : code_of(world, world->does->tuple_get(self, 0));
    if (strcmp(world->does->type_name(self), "int") != 0)
        return 0;
    world->does->atom_text(self, text, sizeof text);
    return atoi(text);
}

/* gc.callbacks get a phase and a dict. */
static void note_phase(struct world *world, struct thing *const *arguments)
{
    char phase[20], number[100];
    static const char *const names[] = {"generation", "collected", "uncollectable"};

    world->does->atom_text(arguments[0], phase, sizeof phase);
    note_text(world, phase, world->does->dict_size(arguments[1]));
    for (int i = 0; i < 3; i++) {
        struct thing *key = world->does->str_new(names[i]);
        struct thing *value = world->does->dict_get(arguments[1], key);
        if (value != NULL) {
            world->does->atom_text(value, number, sizeof number);
            note_detail(world, names[i], atol(number));
        }
        world->does->decref(key);
    }
}

bool hook_called(struct world *world, struct thing *self, struct thing *const *arguments,
                 size_t count)
{
    if (world->quiet)
        return true;
    int code = code_of(world, self);
    struct thing *subject = arguments[count - 1];
    note(world, "function", code);
    if (count == 2)
        note_phase(world, arguments); /* the dict: CPython lends it one reference more */
    else
        look_at(world, subject);
    look_around(world);
    return act(world, subject, (unsigned)code / WORLD_VARIABLES, code % WORLD_VARIABLES);
}
