/* See world.h. */
#include "common/tests/conformance/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world worlds[2] = {{.does = &backend_ours}, {.does = &backend_cpython}};

const char *const world_names[WORLD_NAMES] = {"zeta", "alpha", "mu", "beta", "omega", "gamma"};

void note(struct world *world, const char *what, intptr_t value)
{
    if (world->event_count == WORLD_EVENTS) {
        fprintf(stderr, "more than %d events in one operation\n", WORLD_EVENTS);
        exit(2);
    }
    world->events[world->event_count++] = (struct event){what, value};
}

void world_forget_events(struct world *world)
{
    world->event_count = 0;
}

void assign(struct world *world, int v, struct thing *obj)
{
    struct thing *old = world->variables[v];

    world->variables[v] = obj;
    if (old != NULL)
        world->does->decref(old);
}

struct thing *variable_of(const struct world *world, int v, const char *type_name)
{
    struct thing *obj = world->variables[v];

    return obj != NULL && strcmp(world->does->type_name(obj), type_name) == 0 ? obj : NULL;
}

struct thing *give_birth(struct world *world, int cls, int action, int target)
{
    struct thing *self = world->does->instance_new(world->classes[cls]);

    if (world->birth_count == WORLD_BIRTHS) {
        fprintf(stderr, "more than %d instances in one program\n", WORLD_BIRTHS);
        exit(2);
    }
    world->births[world->birth_count++] =
        (struct birth){self, (unsigned char)action, (unsigned char)target};
    return self;
}

/* The latest birth at that address. */
static struct birth *birth_of(struct world *world, const struct thing *self)
{
    for (size_t i = world->birth_count; i-- > 0;)
        if (world->births[i].self == self)
            return &world->births[i];
    return NULL;
}

/* What every finalizer sees: itself, and the size of whatever the variables hold. */
static void look_around(struct world *world, struct thing *self)
{
    const struct backend *does = world->does;

    note(world, "self.refcount", does->refcount(self));
    note(world, "self.is_tracked", does->is_tracked(self));
    note(world, "self.is_finalized", does->is_finalized(self));
    for (int v = 0; v < WORLD_VARIABLES; v++) {
        if (variable_of(world, v, "list") != NULL)
            note(world, "len(list)", does->list_size(world->variables[v]));
        if (variable_of(world, v, "dict") != NULL)
            note(world, "len(dict)", does->dict_size(world->variables[v]));
    }
}

static void empty_variable(struct world *world, int v)
{
    struct thing *obj = world->variables[v];

    if (obj == NULL)
        return;
    world->does->incref(obj);
    if (variable_of(world, v, "list") != NULL)
        world->does->list_clear(obj);
    else if (variable_of(world, v, "dict") != NULL)
        world->does->dict_clear(obj);
    world->does->decref(obj);
}

/* Puts @self into the container that a variable holds. */
static void enter(struct world *world, int v, struct thing *self)
{
    struct thing *obj = world->variables[v];

    if (variable_of(world, v, "list") != NULL)
        world->does->list_append(obj, self);
    else if (variable_of(world, v, "dict") != NULL)
        world->does->dict_set(obj, self, self);
}

static void finalize(struct world *world, struct thing *self)
{
    const struct birth *birth = birth_of(world, self);

    if (world->quiet)
        return;
    note(world, "finalizer of instance", birth - world->births);
    look_around(world, self);
    switch (birth->action) {
    case 1: /* comes back as a variable */
        world->does->incref(self);
        assign(world, birth->target, self);
        break;
    case 2: assign(world, birth->target, NULL); break;
    case 3: empty_variable(world, birth->target); break;
    case 4: enter(world, birth->target, self); break;
    default: break;
    }
}

static void finalize_ours(struct thing *self)
{
    finalize(&worlds[0], self);
}

static void finalize_cpython(struct thing *self)
{
    finalize(&worlds[1], self);
}

static void make_classes(struct world *world)
{
    static const char *const slots[] = {"zeta", "alpha", "mu", NULL};
    static const char *const with_weakref[] = {"zeta", "alpha", "mu", "__weakref__", NULL};
    void (*finalizer)(struct thing * self) = world == &worlds[0] ? finalize_ours : finalize_cpython;
    const struct class_plan plans[WORLD_CLASSES] = {{"Plain", NULL, NULL},
                                                    {"Final", NULL, finalizer},
                                                    {"Slots", slots, NULL},
                                                    {"FinalSlots", with_weakref, finalizer}};

    for (int i = 0; i < WORLD_CLASSES; i++)
        world->classes[i] = world->does->class_new(&plans[i]);
}

void world_begin(struct world *world)
{
    world->quiet = false;
    world->birth_count = world->event_count = 0;
    make_classes(world);
    world->does->settle();
}

/* Objects that are held while the cycles among them are broken. */
struct holding {
    const struct backend *does;
    struct thing **objects;
    size_t count, room;
};

static void hold(struct thing *obj, void *argument)
{
    struct holding *holding = argument;

    if (holding->count == holding->room) {
        holding->room = holding->room * 2 + 64;
        holding->objects = realloc(holding->objects, holding->room * sizeof *holding->objects);
    }
    holding->does->incref(obj);
    holding->objects[holding->count++] = obj;
}

void world_end(struct world *world)
{
    struct holding holding = {.does = world->does};

    world->quiet = true;
    for (int v = 0; v < WORLD_VARIABLES; v++)
        assign(world, v, NULL);
    for (int i = 0; i < 3; i++)
        world->does->each_in(i, hold, &holding);
    for (size_t i = 0; i < holding.count; i++)
        world->does->clear(holding.objects[i]);
    for (size_t i = 0; i < holding.count; i++)
        world->does->decref(holding.objects[i]);
    free(holding.objects);
    for (int i = 0; i < WORLD_CLASSES; i++)
        world->does->decref(world->classes[i]);
    world->does->settle();
}

void worlds_start(void)
{
    for (int i = 0; i < 2; i++) {
        worlds[i].does->start();
        worlds[i].events = malloc(WORLD_EVENTS * sizeof *worlds[i].events);
        worlds[i].births = malloc(WORLD_BIRTHS * sizeof *worlds[i].births);
    }
}

size_t worlds_finish(void)
{
    for (int i = 0; i < 2; i++) {
        free(worlds[i].events);
        free(worlds[i].births);
    }
    worlds[1].does->finish();
    return worlds[0].does->finish();
}
