/**
 * @file
 * Objects that refer to nothing: None, bool, int, str. They can be in no cycle, so they have no GC
 * header and no collection ever looks at them; counting alone frees them.
 *
 * Some are shared, as in Python: there is one None, one True, one False, one of each int from -5 to
 * 256, one empty and one of each one-character ASCII str. The shared ones are counted like any
 * object (nothing is immortal in 3.11), from a start so high that it never reaches zero: 999999999,
 * as CPython's ints and strs. CPython: Objects/longobject.c, unicodeobject.c, boolobject.c,
 * object.c (None).
 */
#ifndef RECLAIM_COMMON_TYPES_ATOMS_H
#define RECLAIM_COMMON_TYPES_ATOMS_H

#include "common/objects/object.h"

extern struct type none_type; /**< "NoneType" */
extern struct type bool_type; /**< "bool" */
extern struct type int_type;  /**< "int" */
extern struct type str_type;  /**< "str" */

enum { INT_SMALLEST_SHARED = -5, INT_LARGEST_SHARED = 256 };

/** What a shared int or str counts before anybody uses it. */
#define ATOM_REFCOUNT ((intptr_t)999999999)

/** None. Borrowed: newref() it to keep it. */
struct object *none(void);

/** True or False. New reference. For the comparison with CPython, and for programs of one's own. */
struct object *bool_new(bool value);

/** An int. New reference; shared from -5 to 256, else a fresh object. NULL: no memory. */
struct object *int_new(long long value);

/** The value of an int or bool. */
long long int_value(const struct object *obj);

/** A str of the UTF-8 @p text, copied. New reference; shared when empty or one ASCII character.
 * NULL: no memory. */
struct object *str_new(const char *text);

/** The text of a str. Borrowed, good while the str lives. */
const char *str_text(const struct object *obj);

/** Whether @p obj is a str: keys of that kind need no traversal. */
bool str_check(const struct object *obj);

/** The hash of the str @p obj, which keeps it. */
size_t str_hash_of(const struct object *obj);

/** Whether two strs have the same text. */
bool str_same(const struct object *a, const struct object *b);

/** Gives the shared atoms their first counts. For runtime.c. */
void atoms_init(void);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define int_new(...) AT_CALLER(int_new(__VA_ARGS__))
#define str_new(...) AT_CALLER(str_new(__VA_ARGS__))
#endif

#endif
