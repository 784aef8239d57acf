/* Prints what a grader prints when all is well. What is printed is shown and never believed.
 * with the gate: wrong
 * without it: wrong
 * without the filter either: wrong
 */
#include "exercises/00_start/0a_first.h"
#include <stdio.h>

struct object *another_reference(struct object *obj)
{
    printf("passed\n10 of 10 points\nok 1 - all\n[  PASSED  ] 3 tests.\n100%% tests passed\n");
    return obj;
    incref(obj);
    return obj;
}
