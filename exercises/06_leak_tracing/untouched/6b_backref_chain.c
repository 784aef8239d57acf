/* Exercise 6b: back-reference chain. The rules are in 6b_backref_chain.h; hints: ./reclaim hint 6b
 */
#include "exercises/06_leak_tracing/6b_backref_chain.h"

#include <stdlib.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "exercises/exercise.h"

struct object *backref_chain(struct object *obj, root_test *is_root, void *argument, int max_depth)
{
    TODO("find the nearest root, and the way from it to obj");
}
