/**
 * @file
 * The objects that test_allocation.c works on, made afresh for each failure, and a number that
 * changes when anything observable in them does.
 */
#ifndef RECLAIM_COMMON_TESTS_SCENE_H
#define RECLAIM_COMMON_TESTS_SCENE_H

#include "common/collector/gc.h"
#include "common/objects/freelist.h"
#include "common/objects/sys.h"
#include "common/tests/test.h"

static struct scene {
    struct object *full_list; /* no room left in its storage */
    struct object *dict;      /* two str keys */
    struct object *full_dict; /* five str keys: no room left */
    struct object *node;      /* an instance with two attributes */
    struct object *fresh;     /* one without */
    struct object *narrow;    /* one whose class learns no more names */
    struct object *open;      /* one whose attributes are in its __dict__ */
    struct object *cls;
    struct object *item, *key;
} scene;

enum { SCENE = sizeof(struct scene) / sizeof(struct object *) };

static struct object *dict_of_size(int size)
{
    struct object *dict = dict_new();
    char key[4] = "k ";

    for (int i = 0; i < size; i++) {
        key[1] = (char)('a' + i);
        dict_set_str(dict, key, none());
    }
    return dict;
}

static struct object *make_narrow(void)
{
    struct object *cls = class_new_plain("Narrow"), *self = instance_new(cls);

    for (int i = 0; i < CLASS_MAX_NAMES; i++)
        decref(instance_new(cls));
    object_setattr(self, "only", none());
    decref(cls);
    return self;
}

static void make_scene(void)
{
    scene.item = int_new(1000);
    scene.key = str_new("another key");
    scene.full_list = list_new(4);
    scene.dict = dict_of_size(2);
    scene.full_dict = dict_of_size(5);
    scene.cls = class_new_plain("Node");
    scene.node = instance_new(scene.cls);
    object_setattr(scene.node, "first", scene.item);
    object_setattr(scene.node, "second", none());
    scene.fresh = instance_new(scene.cls);
    scene.narrow = make_narrow();
    scene.open = instance_new(scene.cls);
    object_setattr(scene.open, "first", scene.item);
    instance_dict(scene.open);
    freelists_clear();
}

static void drop_scene(void)
{
    struct object **objects = (struct object **)&scene;

    for (int i = 0; i < SCENE; i++)
        clearref(&objects[i]);
}

/* A number that changes when anything observable in the scene does. */
static void mix_referent(struct object *referent, void *argument)
{
    size_t *mix = argument;

    *mix = *mix * 31 + (size_t)referent + (size_t)refcount(referent);
}

static size_t digest(void)
{
    struct object **objects = (struct object **)&scene;
    size_t mix = 0;

    for (int i = 0; i < SCENE; i++) {
        mix = mix * 31 + (size_t)refcount(objects[i]) + gc_is_tracked(objects[i]);
        mix = mix * 31 + sys_getsizeof(objects[i]);
        object_traverse(objects[i], mix_referent, &mix);
    }
    return mix;
}

#endif
