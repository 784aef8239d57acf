/* What every exercise owes, whatever its checks look at: see owed.c. */
#ifndef RECLAIM_GRADER_RUNTIME_OWED_H
#define RECLAIM_GRADER_RUNTIME_OWED_H

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The library is started and the tracer on; from here to the end it is looked at every point. */
void owed_begin(bool unbooked);
void owed_end(void);
/* The check is about to say or observe something. */
void owed_point(void);
/* The pending error, if it is another than was said last. Safe in a signal handler. */
void owed_send_pending(void);
/* If an object stood there when the check last said something, and does not any more: says which,
 * and returns true. Safe in a signal handler. */
bool owed_send_gone(uintptr_t address);

#pragma GCC visibility pop

#endif
