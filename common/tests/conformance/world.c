/* See world.h. */
#include "common/tests/conformance/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/tests/conformance/hooks.h"

struct world worlds[2] = {{.does = &backend_ours, .collects = &collector_ours},
                          {.does = &backend_cpython, .collects = &collector_cpython}};

const char *const world_names[WORLD_NAMES] = {"zeta", "alpha", "mu", "beta", "omega", "gamma"};

const char *const world_class_names[WORLD_CLASSES] = {
    "Plain", "Final", "Slots", "FinalSlots", "Legacy", "FinalLegacy", "Node"};

void note(struct world *world, const char *what, intptr_t value)
{
    if (world->event_count == WORLD_EVENTS) {
        fprintf(stderr, "more than %d events in one operation\n", WORLD_EVENTS);
        exit(2);
    }
    world->events[world->event_count++] = (struct event){what, value, false};
}

void note_detail(struct world *world, const char *what, intptr_t value)
{
    note(world, what, value);
    world->events[world->event_count - 1].detail = true;
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

bool is_of_type(const struct world *world, int v, const char *type_name)
{
    const struct thing *obj = world->variables[v];
    const char *name = obj == NULL ? "" : world->does->type_name(obj);
    const char *dot = strrchr(name, '.');

    return strcmp(dot == NULL ? name : dot + 1, type_name) == 0;
}

bool is_complete(const struct world *world, const struct thing *key)
{
    if (key == NULL)
        return false;
    if (strcmp(world->does->type_name(key), "tuple") != 0)
        return true;
    for (intptr_t i = world->does->tuple_size(key); i-- > 0;)
        if (!is_complete(world, world->does->tuple_get(key, i)))
            return false;
    return true;
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

const struct birth *birth_of(const struct world *world, const struct thing *self)
{
    for (size_t i = world->birth_count; i-- > 0;)
        if (world->births[i].self == self)
            return &world->births[i];
    return NULL;
}

static void make_classes(struct world *world)
{
    static const char *const slots[] = {"zeta", "alpha", "mu", NULL};
    static const char *const with_weakref[] = {"zeta", "alpha", "mu", "__weakref__", NULL};
    void (*finalize)(struct thing * self) = world->collects->finalize;

    for (int i = 0; i < WORLD_CLASSES; i++) {
        bool final = i == CLASS_FINAL || i == CLASS_FINAL_SLOTS || i == CLASS_FINAL_LEGACY;
        struct class_plan plan = {world_class_names[i],
                                  i == CLASS_PLAIN || i == CLASS_FINAL || i == CLASS_LEGACY ? NULL
                                  : i == CLASS_SLOTS                                        ? slots
                                                     : with_weakref,
                                  final ? finalize : NULL};
        world->classes[i] = world->does->class_new(&plan);
        if (i == CLASS_LEGACY || i == CLASS_FINAL_LEGACY)
            world->collects->make_legacy(world->classes[i]);
    }
}

void world_begin(struct world *world)
{
    world->quiet = false;
    world->birth_count = world->event_count = 0;
    make_classes(world);
    world->does->settle();
    world->collects->hide();
    world->collects->reset();
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
    world->collects->reset();
    for (int v = 0; v < WORLD_VARIABLES; v++)
        assign(world, v, NULL);
    for (int i = 0; i < 3; i++)
        world->does->each_in(i, hold, &holding);
    for (size_t i = 0; i < holding.count; i++)
        world->does->clear(holding.objects[i]);
    for (size_t i = 0; i < holding.count; i++)
        world->does->decref(holding.objects[i]);
    free(holding.objects);
    world->collects->unhide();
    for (int i = 0; i < WORLD_CLASSES; i++)
        world->does->decref(world->classes[i]);
    world->does->settle();
}

void world_start(struct world *world)
{
    world->does->start();
    world->collects->start();
    world->events = malloc(WORLD_EVENTS * sizeof *world->events);
    world->births = malloc(WORLD_BIRTHS * sizeof *world->births);
}

size_t world_finish(struct world *world)
{
    free(world->events);
    free(world->births);
    return world->does->finish();
}

void worlds_start(void)
{
    world_start(&worlds[0]);
    world_start(&worlds[1]);
}

size_t worlds_finish(void)
{
    world_finish(&worlds[1]);
    return world_finish(&worlds[0]);
}
