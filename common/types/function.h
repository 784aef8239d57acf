/**
 * @file
 * function: C code as an object, so that a weak reference can own what it calls.
 *
 * It owns the object that it was made with, its *self*: what a closure is in Python. A function is
 * a container like any other: it can be in a cycle through its self, and it can be weakly referred
 * to. CPython: PyCFunction_New in Objects/methodobject.c.
 */
#ifndef RECLAIM_COMMON_TYPES_FUNCTION_H
#define RECLAIM_COMMON_TYPES_FUNCTION_H

#include "common/objects/object.h"

extern struct type function_type; /**< "builtin_function_or_method" */

/** What a function runs. @p self and the @p count @p arguments are borrowed: a weak
 * reference that calls may have its last owner in what the body drops. False: it raised, with an
 * error set. */
typedef bool function_body(struct object *self, struct object *const *arguments, size_t count);

/** A function that runs @p body with @p self (own reference; may be NULL). @p name is static. New
 *  reference. NULL: no memory. */
struct object *function_new(const char *name, function_body *body, struct object *self);

/** Calls @p callable, which the caller must hold, with @p count arguments. False: it raised;
 * TypeError when it is no function.
 */
bool object_call(struct object *callable, struct object *const *arguments, size_t count);

/** Calls @p callable with one argument as the library calls on its own account: an error that it
 * raises has nobody to go to and is reported as unraisable; one that was pending before is pending
 * again after. */
void object_call_unraisable(struct object *callable, struct object *argument);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define function_new(...) AT_CALLER(function_new(__VA_ARGS__))
#endif

#endif
