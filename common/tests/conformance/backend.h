/**
 * @file
 * One small set of operations, two backends: our library and libpython3.11. A conformance program
 * is written once against this table and run on both; what they say is compared, so the judge of
 * `common` is CPython itself and never our own reading of it.
 *
 * Rules of use:
 * - Ownership is the C API's, operation by operation; "new" and "borrowed" are said below.
 * - An operation that fails leaves an error pending; take_error() names and forgets it.
 * - Automatic collection is off in both. After settle() all three generations are empty and all
 *   counts zero, so both start equal.
 *
 * What a mechanism that comes later needs (collections, weak references) is added at the end, to
 * both backends at once.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An object, to everybody but the backends; those define `thing` as their own struct before they
 * include this file. All pointers to structs have the same representation (C17 6.2.5, 28). */
struct thing;

/** What a class statement says. */
struct class_plan {
    const char *name;
    const char *const *slots; /**< NULL-terminated `__slots__`; NULL: attributes by name */
    void (*finalize)(struct thing *self); /**< `__del__`, or NULL */
};

/** Called for each reference that an object owns, or for each member of a generation. */
typedef void thing_visitor(struct thing *referent, void *argument);

struct backend {
    const char *name;

    void (*start)(void);
    /** @return memory blocks that are still out; 0 for CPython, which cannot tell. */
    size_t (*finish)(void);
    /** A full collection; survivors are set aside (frozen), free lists emptied, counts zeroed. */
    void (*settle)(void);

    /* Making: new references. */
    struct thing *(*none)(void);
    struct thing *(*bool_new)(bool value);
    struct thing *(*int_new)(long long value);
    struct thing *(*str_new)(const char *text);
    struct thing *(*list_new)(intptr_t size);
    struct thing *(*tuple_new)(intptr_t size);
    struct thing *(*dict_new)(void);
    struct thing *(*class_new)(const struct class_plan *plan);
    struct thing *(*instance_new)(struct thing *cls);

    void (*incref)(struct thing *obj);
    void (*decref)(struct thing *obj);

    /* list: get borrows, set steals, pop returns a new reference. */
    intptr_t (*list_size)(const struct thing *list);
    struct thing *(*list_get)(const struct thing *list, intptr_t index);
    bool (*list_set)(struct thing *list, intptr_t index, struct thing *item);
    bool (*list_append)(struct thing *list, struct thing *item);
    bool (*list_insert)(struct thing *list, intptr_t index, struct thing *item);
    bool (*list_delete)(struct thing *list, intptr_t index);
    struct thing *(*list_pop)(struct thing *list, intptr_t index);
    void (*list_clear)(struct thing *list);

    /* tuple: get borrows, set steals. */
    intptr_t (*tuple_size)(const struct thing *tuple);
    struct thing *(*tuple_get)(const struct thing *tuple, intptr_t index);
    bool (*tuple_set)(struct thing *tuple, intptr_t index, struct thing *item);

    /* dict: get and next borrow, copy is new. */
    intptr_t (*dict_size)(const struct thing *dict);
    struct thing *(*dict_get)(const struct thing *dict, struct thing *key);
    bool (*dict_set)(struct thing *dict, struct thing *key, struct thing *value);
    bool (*dict_delete)(struct thing *dict, struct thing *key);
    bool (*dict_next)(const struct thing *dict, intptr_t *position, struct thing **key,
                      struct thing **value);
    void (*dict_clear)(struct thing *dict);

    /* Attributes: get and dict return new references. Without an attribute getattr returns NULL
     * with AttributeError pending. */
    struct thing *(*getattr)(struct thing *self, const char *name);
    bool (*setattr)(struct thing *self, const char *name, struct thing *value);
    bool (*delattr)(struct thing *self, const char *name);
    struct thing *(*dict_of)(struct thing *self);

    /* What may be asked of any object. */
    intptr_t (*refcount)(const struct thing *obj);
    bool (*is_tracked)(const struct thing *obj);
    bool (*is_finalized)(const struct thing *obj);
    /** sys.getsizeof(); 0: not comparable, see backend_cpython.c. */
    size_t (*getsizeof)(struct thing *obj);
    const char *(*type_name)(const struct thing *obj);
    /** Value of an int, text of a str, into @p text; "" for others. */
    void (*atom_text)(struct thing *obj, char *text, size_t size);
    /** Whether the object is a str that the interpreter shares as the name of an attribute: only
     * its text is comparable. */
    bool (*is_name)(const struct thing *obj);
    void (*traverse)(struct thing *obj, thing_visitor *visit, void *argument);
    /** Drops the references that can close a cycle, as the collector would. */
    void (*clear)(struct thing *obj);

    /* The collector's state. */
    void (*get_count)(int counts[3]);
    /** The members of a generation, in its order. */
    void (*each_in)(int generation, thing_visitor *visit, void *argument);

    /** The kind of the pending error ("IndexError"), "" for none; forgets it. */
    const char *(*take_error)(void);
};

extern const struct backend backend_ours, backend_cpython;

#endif
