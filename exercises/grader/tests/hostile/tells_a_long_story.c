/* Has more to say than anybody reads.
 * with the gate: not started
 * without it: not started
 * without the filter either: not started
 */
#include <string.h>

#include "exercises/00_start/0a_first.h"
#include "exercises/exercise.h"

static char story[200000];

struct object *another_reference(struct object *obj)
{
    memset(story, 'x', sizeof story - 1);
    TODO(story);
    return obj;
}
