/**
 * @file
 * What every object starts with, what every type says of itself, and the two operations that the
 * whole course is about: incref() and decref().
 *
 * Rules of use:
 * - A function that returns an object says whether the reference is *new* (the caller owns it and
 * must decref it) or *borrowed* (it is good while its owner keeps it).
 * - A function that takes one either makes *its own* reference, or *steals* the caller's. Only
 * list_set(), tuple_set(), setref() and those whose names say steal do so, even when they fail.
 * - The count reaches zero in the middle of decref(), and the object is gone when decref() returns.
 *
 * CPython: Include/object.h (PyObject, PyTypeObject, Py_INCREF, Py_DECREF).
 */
#ifndef RECLAIM_COMMON_OBJECTS_OBJECT_H
#define RECLAIM_COMMON_OBJECTS_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/objects/gc_list.h"

struct type;

/** The start of every object: how many references there are to it, and what it is. */
struct object {
    intptr_t refcount;
    struct type *type;
};

/** Called by a traversal once for every reference that an object owns. It looks, and changes
 * nothing: the traversal stands in the middle of that object. */
typedef void visitor(struct object *referent, void *argument);

enum type_flags {
    TYPE_GC = 1,   /**< may refer to objects: has a GC header and can be tracked */
    TYPE_HEAP = 2, /**< made by class_new(); each instance owns a reference to it */
    TYPE_DEEP = 4, /**< may nest deeply: its deallocation goes through the gate of dealloc.h */
};

/** What all objects of one kind have in common. A type is an object too. */
struct type {
    struct object base;
    const char *name;       /**< as errors print it: "list", "weakref.ReferenceType" */
    unsigned flags;         /**< of enum type_flags */
    size_t basic_size;      /**< bytes of an object without items and without the GC header */
    size_t item_size;       /**< bytes for each further item, 0 when the size is fixed */
    size_t weaklist_offset; /**< where the head of the list of weak references is; 0: has none */

    /** Releases what @p self owns and gives its memory back; @p self has a count of zero. */
    void (*dealloc)(struct object *self);
    /** Calls @p visit once for every reference that @p self owns, in the order that CPython uses:
     *  the only code that knows what an object refers to. NULL for atoms. */
    void (*traverse)(struct object *self, visitor *visit, void *argument);
    /** Drops the references that can close a cycle; @p self stays valid. NULL: has none to drop. */
    void (*clear)(struct object *self);
    /** Python's __del__: runs once, before anything is released, and may resurrect @p self. */
    void (*finalize)(struct object *self);
    /** Python 2's __del__ (tp_del), kept because the collector must leave such objects alone. */
    void (*legacy_del)(struct object *self);
    /** Hash as a key of a dict, into @p hash. NULL: unhashable. False with an error set: too deep.
     */
    bool (*hash)(struct object *self, size_t *hash);
    /** Whether @p self, which has been hashed, equals @p other. NULL: only itself. */
    bool (*equal)(struct object *self, struct object *other);
    /** Bytes beyond basic_size: items, and buffers that @p self owns. NULL: none. */
    size_t (*extra_size)(struct object *self);
};

/** The type of the built-in types, which are not containers here: "list", "int" … A class made by
 *  class_new() has class_type instead (class.h), which Python shows under the same name, "type". */
extern struct type type_type;

/** What a static type starts with: `.base = TYPE_HEAD`. */
// clang-format off
#define TYPE_HEAD {1, &type_type}
// clang-format on

/** The count reached zero: see dealloc.h. Called by decref(), and by nobody else. */
void dealloc(struct object *obj);

/** A caller's bug: ends the program, saying that @p obj, which has no count left, was handed to @p
 * where. */
_Noreturn void object_is_dead(const struct object *obj, const char *where);

/** One more reference to @p obj. */
static inline void incref(struct object *obj)
{
    obj->refcount++;
}

/** One reference to @p obj less; the last one frees it before decref() returns, which may run any
 *  finalizer. So store first and release last: the finalizer may look at what you were changing. */
static inline void decref(struct object *obj)
{
#if RECLAIM_DEBUG
    if (obj->refcount <= 0)
        object_is_dead(obj, "decref");
#endif
    if (--obj->refcount == 0)
        dealloc(obj);
}

/** incref(), if @p obj is not NULL. */
static inline void xincref(struct object *obj)
{
    if (obj != NULL)
        incref(obj);
}

/** decref(), if @p obj is not NULL. */
static inline void xdecref(struct object *obj)
{
    if (obj != NULL)
        decref(obj);
}

/** A new reference to @p obj: `self->item = newref(item)`. CPython: Py_NewRef. */
static inline struct object *newref(struct object *obj)
{
    incref(obj);
    return obj;
}

/** Stores @p value (stolen, may be NULL) in @p *place, then releases what was there. The order is
 * the point: whoever runs during the release sees the new content. CPython: Py_XSETREF. */
static inline void setref(struct object **place, struct object *value)
{
    struct object *old = *place;

    *place = value;
    xdecref(old);
}

/** Empties @p *place, then releases what was there. CPython: Py_CLEAR. */
static inline void clearref(struct object **place)
{
    setref(place, NULL);
}

/** The number of references to @p obj, counted by nobody but the object itself. */
static inline intptr_t refcount(const struct object *obj)
{
    return obj->refcount;
}

/** The name of @p obj's type, as type(obj).__name__: "list", and "ReferenceType" without the module
 * that error texts show. Borrowed, good while the type lives. */
const char *object_type_name(const struct object *obj);

/** Whether @p obj has a GC header: it may refer to others and be tracked. */
static inline bool object_is_gc(const struct object *obj)
{
    return obj->type->flags & TYPE_GC;
}

/** For the hash of a type whose objects equal only themselves. */
bool object_hash_identity(struct object *obj, size_t *hash);

/** The hash of @p obj as a key of a dict, into @p hash. A list: TypeError "unhashable type:
 * 'list'". Here and in object_equal() the type's function may be a user's and do anything: what it
 * looks at is held until it returns; whatever else the caller had before may be gone. */
bool object_hash(struct object *obj, size_t *hash);

/** Whether two hashed objects are the same key: 1 == True, "a" == "a", (1, 2) == (1, 2). */
bool object_equal(struct object *a, struct object *b);

/** Runs @p obj's traverse, if its type has one. */
void object_traverse(struct object *obj, visitor *visit, void *argument);

/** @name For the files that define types */
///@{
/** A new object of @p type with room for @p items, count 1, zeroed after its head, owning a
 * reference to its type when that is a class, untracked. NULL with MemoryError set. CPython:
 * PyObject_GC_NewVar. */
struct object *object_alloc(struct type *type, size_t items);
/** Gives back the memory of @p obj, which owns nothing any more and is untracked; then releases its
 *  type when that is a class. CPython: PyObject_GC_Del. */
void object_free(struct object *obj);
/** Ends the program, saying why @p obj is no live object of @p type. */
_Noreturn void object_refuse(const struct object *obj, const struct type *type, const char *where);
/** Ends the program unless @p obj is a live object of @p type; @p where is the public function's
 * name. */
static inline void object_check(const struct object *obj, const struct type *type,
                                const char *where)
{
    if (obj == NULL || obj->refcount <= 0 || obj->type != type)
        object_refuse(obj, type, where);
}
///@}

/** The GC header of @p obj, which must have one. */
static inline struct gc_head *gc_head_of(const struct object *obj)
{
    return (struct gc_head *)(uintptr_t)obj - 1;
}

/** The object that stands after @p head. */
static inline struct object *object_of(const struct gc_head *head)
{
    return (struct object *)(uintptr_t)(head + 1);
}

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define object_alloc(...) AT_CALLER(object_alloc(__VA_ARGS__))
#endif

#endif
