/* Makes the compiler read for ever.
 * with the gate: did not compile
 * without it: did not compile
 * without the filter either: did not compile
 */
#include "/dev/zero"
