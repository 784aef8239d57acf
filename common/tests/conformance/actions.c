/* What hooks do. See hooks.h. */
#include "common/tests/conformance/hooks.h"

struct thing *hook_code(struct world *world, enum action action, int target)
{
    return world->does->int_new((int)action * WORLD_VARIABLES + target);
}

static void resurrect(struct world *world, struct thing *subject, int target)
{
    world->does->incref(subject);
    assign(world, target, subject);
}

static void drop(struct world *world, struct thing *subject, int target)
{
    (void)subject;
    assign(world, target, NULL);
}

static void drop_three(struct world *world, struct thing *subject, int target)
{
    for (int i = 0; i < 3; i++)
        drop(world, subject, (target + i) % WORLD_VARIABLES);
}

static void empty(struct world *world, struct thing *subject, int target)
{
    struct thing *obj = world->variables[target];

    (void)subject;
    if (obj == NULL)
        return;
    world->does->incref(obj);
    if (variable_of(world, target, "list") != NULL)
        world->does->list_clear(obj);
    else if (variable_of(world, target, "dict") != NULL)
        world->does->dict_clear(obj);
    world->does->decref(obj);
}

/* Puts @subject into the container that a variable holds. */
static void enter(struct world *world, struct thing *subject, int target)
{
    struct thing *obj = world->variables[target];

    if (variable_of(world, target, "list") != NULL)
        world->does->list_append(obj, subject);
    else if (variable_of(world, target, "dict") != NULL && is_complete(world, subject))
        world->does->dict_set(obj, subject, subject);
}

static void cut(struct world *world, struct thing *subject, int target)
{
    if (is_instance(world, subject))
        world->does->delattr(subject, world_names[target % WORLD_NAMES]);
}

static void overwrite(struct world *world, struct thing *subject, int target)
{
    struct thing *none = world->does->none();

    (void)target;
    if (is_instance(world, subject))
        world->does->setattr(subject, world_names[0], none);
    world->does->decref(none);
}

static void save_sibling(struct world *world, struct thing *subject, int target)
{
    struct thing *sibling =
        is_instance(world, subject) ? world->does->getattr(subject, world_names[0]) : NULL;

    if (sibling != NULL)
        assign(world, target, sibling);
}

static void make_garbage(struct world *world, struct thing *subject, int target)
{
    struct thing *list = world->does->list_new(0);

    (void)subject, (void)target;
    world->does->list_append(list, list);
    world->does->decref(list);
}

static void collect(struct world *world, struct thing *subject, int target)
{
    (void)subject;
    note(world, "collect", world->collects->collect(target % 3));
}

static void make_weakref(struct world *world, struct thing *subject, int target)
{
    const struct collector_backend *does = world->collects;
    struct thing *referent = is_instance(world, subject) ? subject : world->variables[target];

    if (referent == NULL || is_class(world, referent))
        return;
    world->does->incref(referent);
    struct thing *code = hook_code(world, ACT_NOTHING, 0), *callback = does->function_new(code);
    struct thing *ref = does->weakref_new(referent, callback);
    note_detail(world, "weakref", ref != NULL);
    if (ref != NULL)
        assign(world, (target + 1) % WORLD_VARIABLES, ref);
    world->does->decref(callback);
    world->does->decref(code);
    world->does->decref(referent);
}

static void allocate(struct world *world, struct thing *subject, int target)
{
    struct thing *list = world->does->list_new(3);

    (void)subject;
    for (int i = 0; i < 3; i++)
        world->does->list_set(list, i, world->does->list_new(0));
    assign(world, target, list);
}

static void freeze(struct world *world, struct thing *subject, int target)
{
    (void)subject, (void)target;
    world->collects->freeze();
}

static void unfreeze(struct world *world, struct thing *subject, int target)
{
    (void)subject, (void)target;
    world->collects->unfreeze();
}

static void get_objects(struct world *world, struct thing *subject, int target)
{
    (void)subject;
    assign(world, target, world->collects->get_objects(-1));
}

static void set_threshold(struct world *world, struct thing *subject, int target)
{
    (void)subject;
    world->collects->set_threshold((const int[]){target, 1, 1});
}

bool act(struct world *world, struct thing *subject, unsigned action, int target)
{
    static void (*const table[ACTIONS])(struct world * world, struct thing * subject,
                                        int target) = {
        [ACT_RESURRECT] = resurrect,
        [ACT_DROP] = drop,
        [ACT_EMPTY] = empty,
        [ACT_ENTER] = enter,
        [ACT_CUT] = cut,
        [ACT_OVERWRITE] = overwrite,
        [ACT_SAVE_SIBLING] = save_sibling,
        [ACT_MAKE_GARBAGE] = make_garbage,
        [ACT_COLLECT] = collect,
        [ACT_WEAKREF] = make_weakref,
        [ACT_ALLOCATE] = allocate,
        [ACT_FREEZE] = freeze,
        [ACT_UNFREEZE] = unfreeze,
        [ACT_DROP_THREE] = drop_three,
        [ACT_GET_OBJECTS] = get_objects,
        [ACT_SET_THRESHOLD] = set_threshold,
    };

    if (action < ACTIONS && table[action] != NULL)
        table[action](world, subject, target);
    note_detail(world, world->does->take_error(), 0);
    return action != ACT_RAISE;
}
