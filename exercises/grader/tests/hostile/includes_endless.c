/* Makes the compiler read for ever.
 * with the gate: refused
 * without it: did not compile
 * without the filter either: did not compile
 */
#include "/dev/zero"
