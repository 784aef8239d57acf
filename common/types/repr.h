/**
 * @file
 * @internal
 * What an object looks like in the text of an error.
 */
#ifndef RECLAIM_COMMON_TYPES_REPR_H
#define RECLAIM_COMMON_TYPES_REPR_H

#include "common/objects/object.h"

/** Writes repr(@p obj) into @p text of @p room bytes, cut off where it does not fit: 'it is', 42,
 * None, ('a', 1), &lt;class 'list'&gt;, &lt;class '__main__.Node'&gt;, &lt;__main__.Node object at
 * 0x7f…&gt;. Any other object looks like an instance, without `__main__`. Characters beyond U+00A0
 * are taken to be printable. CPython: PyObject_Repr, unicode_repr. */
void object_repr(char *text, size_t room, struct object *obj);

#endif
