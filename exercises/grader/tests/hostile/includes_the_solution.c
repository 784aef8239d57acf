/* Is the solution, by including it.
 * with the gate: refused
 * without it: passed
 * without the filter either: passed
 */
#include "solutions/00_start/0a_first.c"
