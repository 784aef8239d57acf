/* Exercise 2c: who holds it. The rules are in 2c_who_holds_it.h; hints: ./reclaim hint 2c */
#include "exercises/02_cycles/2c_who_holds_it.h"

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "exercises/exercise.h"

struct object *cycle_through(struct object *obj)
{
    TODO("find a way from obj back to obj");
}
