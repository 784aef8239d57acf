/**
 * @file
 * @internal
 * Which file names a filter's pattern matches: Python's fnmatch, which is not the C library's.
 */
#ifndef RECLAIM_COMMON_TRACING_PATTERN_H
#define RECLAIM_COMMON_TRACING_PATTERN_H

#include <stdbool.h>

/** Whether @p pattern matches the whole of @p name. `*` is any text, `?` any one character, `[a-c]`
 * one of these and `[!a-c]` any other; nothing else means more than itself, so there is no escape,
 * no `[^a]` and no `[[:alpha:]]`, and a `[` that no `]` ends is a `[`. In either, ".pyc" at the end
 * stands for ".py". Text is UTF-8; a byte that is not counts as one character. CPython:
 * Lib/fnmatch.py, _normalize_filename in Lib/tracemalloc.py. */
bool pattern_matches(const char *pattern, const char *name);

#endif
