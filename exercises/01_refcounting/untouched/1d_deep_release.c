/* Exercise 1d: deep release, in place of common/objects/dealloc.c. The rules are in
 * 1d_deep_release.h. Hints: ./reclaim hint 1d */
#include "exercises/01_refcounting/1d_deep_release.h"

#include "exercises/exercise.h"

void dealloc(struct object *obj)
{
    TODO("release obj, and all that dies with it, in constant stack and without memory");
}

size_t dealloc_waiting(void)
{
    TODO("say how many have died and wait for their turn");
}
