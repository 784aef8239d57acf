/* Does not define what the contract asks for.
 * with the gate: refused
 * without it: ended early
 * without the filter either: ended early
 */
#include "exercises/00_start/0a_first.h"

static int unused;
