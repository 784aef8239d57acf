/* Finds what a record of the heap has. See slots.h. */
#include "common/looking/slots.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/looking/heap.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

enum { MAX_CHARACTERS = 20 };

/* ---- what an object refers to -------------------------------------------------------------------
 */

bool box_check(const struct object *obj)
{
    return object_is_gc(obj) && obj->type != &class_type;
}

static void quote(const char *str, char text[ATOM_TEXT])
{
    int bytes = 0, characters = 0;

    for (; str[bytes] != '\0' && bytes < ATOM_TEXT - 8; bytes++)
        if ((str[bytes] & 0xC0) != 0x80 && characters++ == MAX_CHARACTERS)
            break;
    snprintf(text, ATOM_TEXT, "'%.*s%s'", bytes, str, str[bytes] != '\0' ? "…" : "");
}

void atom_text(const struct object *obj, char text[ATOM_TEXT])
{
    if (str_check(obj))
        quote(str_text(obj), text);
    else if (obj->type == &int_type)
        snprintf(text, ATOM_TEXT, "%lld", int_value(obj));
    else if (obj->type == &bool_type)
        snprintf(text, ATOM_TEXT, "%s", int_value(obj) ? "True" : "False");
    else
        snprintf(text, ATOM_TEXT, "%s", obj == none() ? "None" : object_type_name(obj));
}

struct use {
    slot_user *user;
    void *argument;
};

static void use_unnamed(struct object *value, void *argument)
{
    struct use *use = argument;

    /* A type that is being written may visit NULL; who looks shows that. */
    if (value == NULL || value->type != &class_type)
        use->user("", value, use->argument);
}

static void use_named(const char *name, struct object *value, void *argument)
{
    struct use *use = argument;

    use->user(name, value, use->argument);
}

static void each_entry(struct object *dict, slot_user *user, void *argument)
{
    struct object *key, *value;
    intptr_t position = 0;
    char text[ATOM_TEXT];

    while (dict_next(dict, &position, &key, &value)) {
        atom_text(key, text);
        user(text, value, argument);
        if (box_check(key))
            user("key", key, argument);
    }
}

void each_slot(struct object *obj, slot_user *user, void *argument)
{
    struct use use = {user, argument};

    if (obj->type == &list_type)
        for (intptr_t i = 0; i < list_size(obj); i++)
            user("", list_get(obj, i), argument);
    else if (obj->type == &tuple_type)
        for (intptr_t i = 0; i < tuple_size(obj); i++)
            user("", tuple_get(obj, i), argument);
    else if (obj->type == &dict_type)
        each_entry(obj, user, argument);
    else if (obj->type->flags & TYPE_HEAP)
        instance_each(obj, use_named, &use);
    else
        object_traverse(obj, use_unnamed, &use);
}

/* ---- finding ------------------------------------------------------------------------------------
 */

static void find_slot(const char *label, struct object *value, void *argument)
{
    (void)label;
    if (value != NULL && box_check(value))
        visited_add(argument, value);
}

size_t boxes_find_near(struct visited *boxes, size_t from)
{
    size_t near = boxes->count;

    for (int distance = 0; from < boxes->count && !boxes->failed; distance++) {
        size_t end = boxes->count;
        if (distance < HEAP_DEPTH)
            near = end;
        for (; from < end && !boxes->failed; from++)
            each_slot(boxes->found[from], find_slot, boxes);
    }
    return near < HEAP_LIMIT ? near : HEAP_LIMIT;
}

static bool is_elsewhere(struct object *obj, void *address)
{
    return obj != address;
}

bool heap_is_alive(const struct object *address)
{
    void *wanted = (void *)(uintptr_t)address;

    return !gc_each_object(GC_ALL_GENERATIONS, is_elsewhere, wanted) ||
           !gc_each_object(GC_PERMANENT, is_elsewhere, wanted);
}
