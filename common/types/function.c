/* Callable objects. See function.h. */
#include "common/types/function.h"

#include "common/objects/dealloc.h"
#include "common/objects/tracking.h"

struct function {
    struct object base;
    const char *name;
    function_body *body;
    struct object *self;
    struct weakref *weaklist;
};

static void function_dealloc(struct object *self)
{
    struct function *function = (struct function *)self;

    gc_untrack(self);
    weakref_clear_all(self);
    xdecref(function->self);
    object_free(self);
}

static void function_traverse(struct object *self, visitor *visit, void *argument)
{
    const struct function *function = (struct function *)self;

    if (function->self != NULL)
        visit(function->self, argument);
}

/* As Python tells it: a function of CPython's also knows its module. */
static size_t function_extra_size(struct object *self)
{
    (void)self;
    return sizeof(struct object *);
}

/* Two functions are equal when they run the same body with the same self: `items.append ==
 * items.append`. */
static bool function_equal(struct object *self, struct object *other)
{
    const struct function *a = (struct function *)self, *b = (struct function *)other;

    return other->type == &function_type && a->self == b->self && a->body == b->body;
}

static bool function_hash(struct object *self, size_t *hash)
{
    const struct function *function = (struct function *)self;

    *hash = ((size_t)function->self ^ (size_t)function->body) >> 4;
    return true;
}

/* No clear: a function does not change; a cycle through it is broken elsewhere, as in CPython. */
struct type function_type = {
    .base = TYPE_HEAD,
    .name = "builtin_function_or_method",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct function),
    .weaklist_offset = offsetof(struct function, weaklist),
    .dealloc = function_dealloc,
    .traverse = function_traverse,
    .hash = function_hash,
    .equal = function_equal,
    .extra_size = function_extra_size,
};

struct object *(function_new)(const char *name, function_body *body, struct object *self)
{
    struct function *function = (struct function *)object_alloc(&function_type, 0);

    if (function == NULL)
        return NULL;
    function->name = name;
    function->body = body;
    xincref(self);
    function->self = self;
    gc_track(&function->base);
    return &function->base;
}

bool object_call(struct object *callable, struct object *const *arguments, size_t count)
{
    const struct function *function = (struct function *)callable;

    if (callable->type != &function_type)
        return error_set(ERROR_TYPE, "'%s' object is not callable", callable->type->name);
    return function->body(function->self, arguments, count);
}

void object_call_unraisable(struct object *callable, struct object *argument)
{
    struct error pending;

    error_fetch(&pending);
    if (!object_call(callable, &argument, 1))
        error_unraisable();
    error_restore(&pending);
}
