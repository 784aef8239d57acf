/* bubblewrap, where it is installed and works: no network, no other process in sight, and of the
 * file system only the system's own part and what is named here. It costs a few milliseconds for
 * each process. */
#ifndef RECLAIM_GRADER_WALLS_SANDBOX_H
#define RECLAIM_GRADER_WALLS_SANDBOX_H

#include "exercises/grader/base/text.h"

/* Whether it works on this machine; tried once. */
bool sandbox_works(void);

/* argv becomes "bwrap ... ARGV". What is readable inside: /usr and its like, and `readable`; what
 * is writable: `folder` when writable is true. */
void sandbox_wrap(struct words *argv, const char *folder, bool writable,
                  const struct words *readable);

#endif
