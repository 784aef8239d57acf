/* Writes assembly without the word: it stands on two lines, and on one as a trigraph.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#include "exercises/00_start/0a_first.h"

// clang-format off
__as\
m__(".globl hidden_from_the_gate\n");
__as??/
m__(".globl hidden_again\n");
// clang-format on

struct object *another_reference(struct object *obj)
{
    incref(obj);
    return obj;
}
