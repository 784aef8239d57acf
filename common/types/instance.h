/**
 * @file
 * instance: an object of a class, with attributes.
 *
 * Without `__slots__`, attributes are values in a small block, in the order in which the *class*
 * first saw each name, and the class keeps the names. Once somebody asks for the `__dict__` a dict
 * takes the block over; it goes on sharing the names, and releases the values in the class's order.
 * With `__slots__`, each slot is a field. Either way the instance owns the values and a reference
 * to its class.
 *
 * Its death, in order: untracked; its finalizer, once (finalize.h); weak references; slots or
 * values; its memory; its class. CPython: subtype_dealloc in Objects/typeobject.c,
 * _PyObject_StoreInstanceAttribute.
 */
#ifndef RECLAIM_COMMON_TYPES_INSTANCE_H
#define RECLAIM_COMMON_TYPES_INSTANCE_H

#include "common/types/class.h"

/** An instance of @p cls, without attributes. New reference, owning a reference to @p cls. NULL: no
 * memory. */
struct object *instance_new(struct object *cls);

/** self.name. **New** reference, as PyObject_GetAttr gives. NULL: AttributeError. */
struct object *object_getattr(struct object *self, const char *name);

/** self.name = value, making its own reference; the old value is released after the new one is in.
 * False: no memory, or AttributeError when the class has slots and none of that name. */
bool object_setattr(struct object *self, const char *name, struct object *value);

/** object_setattr(), and the caller's reference goes with it. **Steals** the reference to @p value,
 * even when it fails. False: as above; or @p value is NULL, and the error that made it so stays. */
bool object_setattr_steal(struct object *self, const char *name, struct object *value);

/** del self.name. False: AttributeError. */
bool object_delattr(struct object *self, const char *name);

/** self.__dict__: from now on attributes live in this dict. **Borrowed**. NULL: AttributeError for
 * a class with slots, or no memory. For the comparison with CPython, where to ask changes the
 * instance. */
struct object *instance_dict(struct object *self);

/** Calls @p visit with each name and value of @p self's attributes that is set, in order; for
 * pictures and reports. Borrowed. */
void instance_each(struct object *self,
                   void (*visit)(const char *name, struct object *value, void *argument),
                   void *argument);

/** @name What class_new() puts into the type */
///@{
void instance_dealloc(struct object *self);
void instance_clear(struct object *self);
/** Sets the sizes in @p cls's type from its names; with slots, @p weaklist asks for a place for
 * weak references. */
void instance_lay_out(struct class *cls, bool weaklist);
///@}

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define instance_new(...)         AT_CALLER(instance_new(__VA_ARGS__))
#define object_setattr(...)       AT_CALLER(object_setattr(__VA_ARGS__))
#define object_setattr_steal(...) AT_CALLER(object_setattr_steal(__VA_ARGS__))
#define instance_dict(...)        AT_CALLER(instance_dict(__VA_ARGS__))
#endif

#endif
