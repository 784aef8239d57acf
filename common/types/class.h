/**
 * @file
 * class: a type made at run time, as a class statement makes one.
 *
 * Its instances either keep attributes by name (the default) or have exactly the slots that
 * `__slots__` lists; either kind can be in cycles, so every instance has a GC header and is tracked
 * from birth. Each instance owns a reference to its class. CPython: type_new in
 * Objects/typeobject.c.
 *
 * There is no inheritance and a class has no attributes of its own; nor is it in a cycle with
 * itself through its `__mro__`, as a class of CPython's is, so counting alone frees it.
 */
#ifndef RECLAIM_COMMON_TYPES_CLASS_H
#define RECLAIM_COMMON_TYPES_CLASS_H

#include "common/objects/object.h"

struct table;

extern struct type class_type; /**< "type": the type of every class made by class_new() */

enum { CLASS_MAX_NAMES = 30 }; /* attribute names that instances of a class share */

/** What a class statement says. */
struct class_spec {
    const char *name; /**< copied */
    /** NULL-terminated names of `__slots__`, copied; "__weakref__" among them makes instances
     * weakly referable. NULL: instances keep attributes by name, and are weakly referable. */
    const char *const *slots;
    void (*finalize)(struct object *self); /**< `__del__`, or NULL */
    void (*legacy_del)(
        struct object *self); /**< Python 2's `__del__`; no class of Python 3 has one */
};

/** A class object. Its struct type comes first, so instances point at it. */
struct class
{
    struct type type;
    /** Names of slots, in the alphabetical order in which they are stored; or the attribute names
     * that any instance was ever given, in the order in which the class first saw them. Those may
     * still grow by `usable`, which is one less for each instance made, and at least 1 at first.
     * CPython: ht_cached_keys. */
    struct table *names;
    bool has_slots;
    struct weakref *weaklist; /**< weak references to the class itself */
};

/** A class. New reference. NULL: no memory. */
struct object *class_new(const struct class_spec *spec);

/** The class of that name without slots and finalizer: `class NAME: pass`. New reference. NULL: no
 * memory. */
struct object *class_new_plain(const char *name);

/** Whether @p obj was made by class_new(). */
bool class_check(const struct object *obj);

/** The position of @p name among @p cls's names, -1 when it has none such. */
int class_find_name(const struct class *cls, const char *name);

/** The position of @p name, added if it is new. -1: no more names fit inline, or, with an error, no
 * memory. */
int class_add_name(struct class *cls, const char *name);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define class_new(...)       AT_CALLER(class_new(__VA_ARGS__))
#define class_new_plain(...) AT_CALLER(class_new_plain(__VA_ARGS__))
#endif

#endif
