/* The C library's functions as the learner's file calls them: what they are to touch has to be the
 * learner's, too (guard.h). The linker puts __wrap_NAME in the place of NAME (judge/access.c).
 *
 * A string is only measured where it begins in a program or library: from heap and stack none
 * reaches there.
 */
#ifndef RECLAIM_GRADER_GUARD_CALLS_H
#define RECLAIM_GRADER_GUARD_CALLS_H

#include <string.h>

#include "exercises/grader/runtime/guard.h"

#define GUARDED(type, name, parameters)                                                            \
    __attribute__((visibility("default"))) type __wrap_##name parameters;                          \
    type __wrap_##name parameters

static inline void reads(const void *start, size_t size)
{
    guard_bytes(start, size, READS);
}

static inline void writes(const void *start, size_t size)
{
    guard_bytes(start, size, WRITES);
}

static inline void reads_text(const char *text, size_t most)
{
    reads(text, most > 0);
    if (guard_is_near(text))
        reads(text, strnlen(text, most));
}

#endif
