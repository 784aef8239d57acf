/* Callable objects. See function.h. */
#include "common/function.h"

#include "common/gc.h"
#include "common/weakref.h"

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

/* No clear: a function does not change; a cycle through it is broken elsewhere, as in CPython. */
struct type function_type = {
    .base = TYPE_HEAD,
    .name = "builtin_function_or_method",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct function),
    .weaklist_offset = offsetof(struct function, weaklist),
    .dealloc = function_dealloc,
    .traverse = function_traverse,
    .hash = object_hash_identity,
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
        return error_set(ERROR_TYPE, "'%s' object is not callable", object_type_name(callable));
    incref(callable);
    bool fine = function->body(function->self, arguments, count);
    decref(callable);
    return fine;
}

void object_call_unraisable(struct object *callable, struct object *argument)
{
    struct error pending;

    error_fetch(&pending);
    if (!object_call(callable, &argument, 1))
        error_unraisable();
    error_restore(&pending);
}
