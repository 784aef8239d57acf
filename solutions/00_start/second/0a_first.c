/* 0a, another way: by newref(), which counts and returns in one, where the first does it in two. */
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    return newref(obj);
}
