/* Exercise 0a, first: one function, to see how the workbook works.
 *
 *     struct object *another_reference(struct object *obj);
 *
 * Returns obj itself, together with a new reference to it: after the call there is one reference
 * more than before, and it belongs to the caller, who will give it back with decref() some day.
 *
 * In Python terms: `b = a` makes no second object, but it makes a second reference.
 *
 * - obj is never NULL, and stays the caller's: the reference that the caller had before is there
 *   as before.
 * - Nothing is created, copied or freed.
 */
#ifndef RECLAIM_EXERCISES_0A_FIRST_H
#define RECLAIM_EXERCISES_0A_FIRST_H

#include "common/objects/object.h"

struct object *another_reference(struct object *obj);

#endif
