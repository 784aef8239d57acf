/* Objects that are no more: which there were, and in which step each went. A pointer that dangles
 * led to one of them.
 */
#ifndef RECLAIM_GRADER_RUNTIME_GONE_H
#define RECLAIM_GRADER_RUNTIME_GONE_H

#include <stdint.h>

#include "exercises/grader/runtime/shown.h"

#pragma GCC visibility push(hidden)

void gone_begin(void);
/* What is called from here on. */
void gone_step(const char *text);
/* Whoever is in @before, which was entered when the last but one thing was said, and not in `shown`
 * any more, went in the step of that time. */
void gone_bury(const struct shown_table *before);
/* If an object stood at that address and stands there no more: says which, and returns true. Safe
 * in a signal handler. */
bool gone_send(uintptr_t address);

#pragma GCC visibility pop

#endif
