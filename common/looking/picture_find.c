/* Finds what a picture shows. See picture_find.h. */
#include "common/looking/picture_find.h"

#include <stdio.h>
#include <string.h>

#include "common/base/memory_internal.h"
#include "common/collector/gc.h"
#include "common/looking/picture.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

enum { MAX_CHARACTERS = 20, FIRST_SIZE = 256 };

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

    if (value->type != &class_type)
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

static size_t *entry_of(const struct boxes *boxes, const struct object *obj)
{
    size_t at = ((uintptr_t)obj >> 4) * 0x9E3779B97F4A7C15u >> 8;

    for (;; at++) {
        size_t *entry = &boxes->table[at & (boxes->size - 1)];
        if (*entry == 0 || boxes->found[*entry - 1] == obj)
            return entry;
    }
}

static void grow(struct boxes *boxes)
{
    struct boxes bigger = {.count = boxes->count,
                           .size = boxes->size ? 2 * boxes->size : FIRST_SIZE};

    bigger.table = memory_untraced_alloc(bigger.size * sizeof *bigger.table);
    bigger.found = memory_untraced_alloc(bigger.size / 2 * sizeof *bigger.found);
    if (bigger.table == NULL || bigger.found == NULL) {
        boxes_free(&bigger);
        boxes->failed = true;
        return;
    }
    memset(bigger.table, 0, bigger.size * sizeof *bigger.table);
    for (size_t i = 0; i < boxes->count; i++) {
        bigger.found[i] = boxes->found[i];
        *entry_of(&bigger, bigger.found[i]) = i + 1;
    }
    boxes_free(boxes);
    *boxes = bigger;
}

void boxes_find(struct boxes *boxes, struct object *obj)
{
    if (boxes->count == boxes->size / 2)
        grow(boxes);
    if (boxes->failed)
        return;
    size_t *entry = entry_of(boxes, obj);
    if (*entry != 0)
        return;
    boxes->found[boxes->count++] = obj;
    *entry = boxes->count;
}

static void find_slot(const char *label, struct object *value, void *argument)
{
    (void)label;
    if (value != NULL && box_check(value))
        boxes_find(argument, value);
}

size_t boxes_find_near(struct boxes *boxes, size_t from)
{
    size_t near = boxes->count;

    for (int distance = 0; from < boxes->count && !boxes->failed; distance++) {
        size_t end = boxes->count;
        if (distance < PICTURE_DEPTH)
            near = end;
        for (; from < end && !boxes->failed; from++)
            each_slot(boxes->found[from], find_slot, boxes);
    }
    return near < PICTURE_LIMIT ? near : PICTURE_LIMIT;
}

bool picture_is_alive(const struct object *address)
{
    for (int i = 0; i <= GC_GENERATIONS; i++) {
        struct gc_head *head =
            i < GC_GENERATIONS ? &collector.generations[i].head : &collector.permanent;
        for (struct gc_head *node = gc_next(head); node != head; node = gc_next(node))
            if (object_of(node) == address)
                return true;
    }
    return false;
}

size_t boxes_number(const struct boxes *boxes, const struct object *obj)
{
    size_t entry = boxes->size == 0 ? 0 : *entry_of(boxes, obj);

    return entry == 0 ? boxes->count : entry - 1;
}

void boxes_free(struct boxes *boxes)
{
    memory_untraced_free(boxes->table);
    memory_untraced_free(boxes->found);
    *boxes = (struct boxes){0};
}
