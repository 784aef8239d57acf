/* list. See list.h. */
#include "common/types/list.h"

#include <stdarg.h>
#include <string.h>

#include "common/objects/freelist.h"
#include "common/objects/tracking.h"
#include "common/types/traverse.h"

static struct list *as_list(const struct object *obj, const char *where)
{
    object_check(obj, &list_type, where);
    return (struct list *)(uintptr_t)obj;
}

/* Releases what a detached array held, last element first, and the array. */
static void release_items(struct object **items, intptr_t size)
{
    while (size-- > 0)
        xdecref(items[size]);
    memory_free(items);
}

static void list_dealloc(struct object *self)
{
    struct list *list = (struct list *)self;

    gc_untrack(self);
    if (list->items != NULL)
        release_items(list->items, list->size);
    if (!freelist_put(&freelists.lists, self, FREELIST_LISTS))
        object_free(self);
}

static size_t list_extra_size(struct object *self)
{
    return (size_t)((struct list *)self)->allocated * sizeof(struct object *);
}

struct type list_type = {
    .base = TYPE_HEAD,
    .name = "list",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct list),
    .dealloc = list_dealloc,
    .traverse = list_traverse,
    .clear = list_clear,
    .extra_size = list_extra_size,
};

/* An untracked list with room for @p allocated items, none in use yet. */
static struct list *list_alloc(intptr_t allocated)
{
    struct object *obj = freelist_take(&freelists.lists);

    if (obj == NULL)
        obj = object_alloc(&list_type, 0);
    if (obj == NULL)
        return NULL;
    struct list *list = (struct list *)obj;
    list->size = 0;
    list->items = NULL;
    list->allocated = allocated;
    if (allocated == 0)
        return list;
    list->items = memory_alloc((size_t)allocated * sizeof(struct object *));
    if (list->items == NULL) {
        decref(obj);
        return NULL;
    }
    return list;
}

struct object *(list_new)(intptr_t size)
{
    if (size < 0 || size > PTRDIFF_MAX / (intptr_t)sizeof(struct object *))
        fatal("list_new", "a list cannot have %td slots", size);
    struct list *list = list_alloc(size);
    if (list == NULL)
        return NULL;
    if (size > 0)
        memset(list->items, 0, (size_t)size * sizeof(struct object *));
    list->size = size;
    gc_track(&list->base);
    return &list->base;
}

struct object *(list_pack)(intptr_t count, ...)
{
    struct list *list = list_alloc(count);
    va_list items;

    if (list == NULL)
        return NULL;
    va_start(items, count);
    while (list->size < count)
        list->items[list->size++] = newref(va_arg(items, struct object *));
    va_end(items);
    gc_track(&list->base);
    return &list->base;
}

intptr_t list_size(const struct object *list)
{
    return as_list(list, "list_size")->size;
}

static bool in_range(const struct list *list, intptr_t index)
{
    return index >= 0 && index < list->size;
}

struct object *list_get(const struct object *list, intptr_t index)
{
    const struct list *self = as_list(list, "list_get");

    if (in_range(self, index))
        return self->items[index];
    error_set(ERROR_INDEX, "list index out of range");
    return NULL;
}

bool list_set(struct object *list, intptr_t index, struct object *item)
{
    struct list *self = as_list(list, "list_set");

    if (!in_range(self, index)) {
        xdecref(item);
        return error_set(ERROR_INDEX, "list assignment index out of range");
    }
    setref(&self->items[index], item);
    return true;
}

/* Room for @p size items, with CPython's growth: about an eighth more, in steps of four. */
static bool reserve(struct list *self, intptr_t size)
{
    if (self->allocated >= size)
        return true;
    intptr_t allocated = (size + (size >> 3) + 6) & ~(intptr_t)3;
    void *items = memory_resize(self->items, (size_t)allocated * sizeof(struct object *));
    if (items == NULL)
        return false;
    self->items = items;
    self->allocated = allocated;
    return true;
}

bool(list_append)(struct object *list, struct object *item)
{
    struct list *self = as_list(list, "list_append");

    if (!reserve(self, self->size + 1))
        return false;
    self->items[self->size++] = newref(item);
    return true;
}

bool(list_append_steal)(struct object *list, struct object *item)
{
    bool appended = item != NULL && list_append(list, item);

    xdecref(item);
    return appended;
}

bool(list_insert)(struct object *list, intptr_t index, struct object *item)
{
    struct list *self = as_list(list, "list_insert");

    if (!reserve(self, self->size + 1))
        return false;
    if (index < 0)
        index = index + self->size < 0 ? 0 : index + self->size;
    if (index > self->size)
        index = self->size;
    memmove(self->items + index + 1, self->items + index,
            (size_t)(self->size - index) * sizeof(struct object *));
    self->items[index] = newref(item);
    self->size++;
    return true;
}

/* After an element left: hands back half-empty storage, as CPython does. Failing to shrink is
 * harmless. */
static void shrink(struct list *self)
{
    if (self->size >= self->allocated >> 1)
        return;
    intptr_t allocated = (self->size + (self->size >> 3) + 6) & ~(intptr_t)3;
    if (self->size == 0)
        allocated = 0;
    if (allocated == 0) {
        memory_free(self->items);
        self->items = NULL;
        self->allocated = 0;
        return;
    }
    void *items = memory_resize(self->items, (size_t)allocated * sizeof(struct object *));
    if (items == NULL) {
        error_clear();
        return;
    }
    self->items = items;
    self->allocated = allocated;
}

struct object *list_pop(struct object *list, intptr_t index)
{
    struct list *self = as_list(list, "list_pop");

    if (!in_range(self, index)) {
        error_set(ERROR_INDEX, self->size == 0 ? "pop from empty list" : "pop index out of range");
        return NULL;
    }
    struct object *item = self->items[index];
    self->size--;
    memmove(self->items + index, self->items + index + 1,
            (size_t)(self->size - index) * sizeof(struct object *));
    shrink(self);
    return item;
}

/* Deleting the last element there is gives the storage back, as in CPython; popping it does not. */
bool list_delete(struct object *list, intptr_t index)
{
    struct list *self = as_list(list, "list_delete");

    if (!in_range(self, index))
        return error_set(ERROR_INDEX, "list assignment index out of range");
    struct object *item = list_pop(list, index);
    if (self->size == 0)
        list_clear(list);
    xdecref(item);
    return true;
}

void list_clear(struct object *list)
{
    struct list *self = as_list(list, "list_clear");
    struct object **items = self->items;
    intptr_t size = self->size;

    self->items = NULL;
    self->size = self->allocated = 0;
    release_items(items, size);
}
