/**
 * @file
 * @internal
 * The insides of the commonest containers, and what each refers to.
 *
 * For the containers' own files and for the collector, nobody else. A traversal stands here,
 * inline, because visiting references is nearly all that a collection does: each_referent() lets
 * the compiler put traversal and visitor into one loop, where a call through a pointer for every
 * container and another for every reference would cost more than the work itself. There is still
 * one traversal for each type: the same function is its type's `traverse`.
 */
#ifndef RECLAIM_COMMON_TYPES_TRAVERSE_H
#define RECLAIM_COMMON_TYPES_TRAVERSE_H

#include "common/objects/object.h"
#include "common/objects/tracking.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/dict_table.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/** Without this the compiler may decide that a traversal is too large to be worth it. */
#define TRAVERSAL static inline __attribute__((always_inline))

struct list {
    struct object base;
    intptr_t size;
    struct object **items;
    intptr_t allocated; /**< slots in items */
};

struct tuple {
    struct object base;
    intptr_t size;
    struct object *items[];
};

/** An instance of a class without __slots__. Its attributes are in values until somebody asks for
 * the dict, which takes them over; once the collector has taken the dict away it has neither. */
struct plain {
    struct object base;
    struct weakref *weaklist;
    struct object *dict;
    struct values *values;
};

/** An instance of a class with __slots__. The head of the list of weak references, if any, comes
 * last. */
struct slotted {
    struct object base;
    struct object *slots[];
};

/** Whether a container that holds @p obj must be tracked for its sake: it is a container itself,
 * and not a tuple that was found to hold atoms only. An untracked dict counts. */
static inline bool gc_may_be_tracked(const struct object *obj)
{
    return object_is_gc(obj) && (obj->type != &tuple_type || gc_is_tracked(obj));
}

TRAVERSAL void row_traverse(struct object *const *row, intptr_t size, visitor *visit,
                            void *argument)
{
    for (intptr_t i = 0; i < size; i++)
        if (row[i] != NULL)
            visit(row[i], argument);
}

/** The same, from the end. */
TRAVERSAL void row_traverse_back(struct object *const *row, intptr_t size, visitor *visit,
                                 void *argument)
{
    while (size-- > 0)
        if (row[size] != NULL)
            visit(row[size], argument);
}

TRAVERSAL void list_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct list *list = (struct list *)self;

    row_traverse_back(list->items, list->size, visit, argument);
}

TRAVERSAL void tuple_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct tuple *tuple = (struct tuple *)self;

    row_traverse_back(tuple->items, tuple->size, visit, argument);
}

/** Keys that are str need no visit; in a general table the value comes before the key. */
TRAVERSAL void dict_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct dict *dict = (struct dict *)self;
    const struct table *table = dict->table;
    const struct entry *entry = table_entry(table, 0);
    bool general = table->kind == TABLE_GENERAL;

    if (dict->values != NULL) {
        row_traverse(values_row(dict->values), table->filled, visit, argument);
        return;
    }
    for (intptr_t left = table->filled; left > 0; left--, entry = entry_after(entry, general)) {
        if (entry->value == NULL)
            continue;
        visit(entry->value, argument);
        if (general)
            visit(entry->key, argument);
    }
}

static inline struct class *class_of(const struct object *self)
{
    return (struct class *)self->type;
}

/** The plain part of an instance; NULL with slots. */
static inline struct plain *as_plain(struct object *self)
{
    return class_of(self)->has_slots ? NULL : (struct plain *)self;
}

/** The row of fields that the class's names stand for: slots or values; NULL when there is none. */
static inline struct object **fields_of(struct object *self)
{
    struct plain *plain = as_plain(self);

    if (plain == NULL)
        return ((struct slotted *)self)->slots;
    return plain->values == NULL ? NULL : values_row(plain->values);
}

TRAVERSAL void instance_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct plain *plain = as_plain(self);
    struct object **fields = fields_of(self);

    if (fields != NULL)
        row_traverse(fields, class_of(self)->names->filled, visit, argument);
    if (plain != NULL && plain->dict != NULL)
        visit(plain->dict, argument);
    visit(&self->type->base, argument);
}

/** Calls @p visit once for every reference that the container @p obj owns, in its type's order. */
TRAVERSAL void each_referent(struct object *obj, visitor *visit, void *argument)
{
    if (obj->type == &list_type)
        list_traverse(obj, visit, argument);
    else if (obj->type == &dict_type)
        dict_traverse(obj, visit, argument);
    else if (obj->type->flags & TYPE_HEAP)
        instance_traverse(obj, visit, argument);
    else
        obj->type->traverse(obj, visit, argument);
}

#endif
