/* See guard_calls.h: memory and strings. Printing is in guard_print.c. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/runtime/guard_calls.h"
#include "exercises/grader/runtime/runtime.h"

#if !SANITIZED

#define COPIES(name)                                                                               \
    GUARDED(void *, name, (void *to, const void *from, size_t size))                               \
    {                                                                                              \
        writes(to, size);                                                                          \
        reads(from, size);                                                                         \
        return name(to, from, size);                                                               \
    }

#define COMPARES(name)                                                                             \
    GUARDED(int, name, (const void *a, const void *b, size_t size))                                \
    {                                                                                              \
        reads(a, size);                                                                            \
        reads(b, size);                                                                            \
        return name(a, b, size);                                                                   \
    }

#define COPIES_TEXT(name)                                                                          \
    GUARDED(char *, name, (char *to, const char *from))                                            \
    {                                                                                              \
        reads_text(from, SIZE_MAX);                                                                \
        writes(to, guard_is_near(to) ? strlen(from) + 1 : 1);                                      \
        return name(to, from);                                                                     \
    }

#define COPIES_SOME(name)                                                                          \
    GUARDED(char *, name, (char *to, const char *from, size_t size))                               \
    {                                                                                              \
        reads_text(from, size);                                                                    \
        writes(to, size);                                                                          \
        return name(to, from, size);                                                               \
    }

#define LOOKS_AT_TWO(type, name)                                                                   \
    GUARDED(type, name, (const char *a, const char *b))                                            \
    {                                                                                              \
        reads_text(a, SIZE_MAX);                                                                   \
        reads_text(b, SIZE_MAX);                                                                   \
        return name(a, b);                                                                         \
    }

#define LOOKS_FOR(name)                                                                            \
    GUARDED(char *, name, (const char *text, int c))                                               \
    {                                                                                              \
        reads_text(text, SIZE_MAX);                                                                \
        return name(text, c);                                                                      \
    }

COPIES(memcpy)
COPIES(memmove)
COPIES(mempcpy)
COMPARES(memcmp)
COMPARES(bcmp)
COPIES_TEXT(strcpy)
COPIES_TEXT(stpcpy)
COPIES_SOME(strncpy)
COPIES_SOME(stpncpy)
LOOKS_AT_TWO(int, strcmp)
LOOKS_AT_TWO(char *, strstr)
LOOKS_AT_TWO(char *, strpbrk)
LOOKS_AT_TWO(size_t, strspn)
LOOKS_AT_TWO(size_t, strcspn)
LOOKS_FOR(strchr)
LOOKS_FOR(strrchr)

GUARDED(void *, memset, (void *to, int c, size_t size))
{
    writes(to, size);
    return memset(to, c, size);
}

GUARDED(void *, memchr, (const void *start, int c, size_t size))
{
    if (guard_is_near(start)) /* elsewhere the size may be more than there is */
        reads(start, size);
    return memchr(start, c, size);
}

GUARDED(int, strncmp, (const char *a, const char *b, size_t size))
{
    reads_text(a, size);
    reads_text(b, size);
    return strncmp(a, b, size);
}

GUARDED(size_t, strlen, (const char *text))
{
    reads_text(text, SIZE_MAX);
    return strlen(text);
}

GUARDED(size_t, strnlen, (const char *text, size_t most))
{
    reads_text(text, most);
    return strnlen(text, most);
}

GUARDED(char *, strcat, (char *to, const char *from))
{
    reads_text(from, SIZE_MAX);
    writes(to, guard_is_near(to) ? strlen(to) + strlen(from) + 1 : 1);
    return strcat(to, from);
}

GUARDED(char *, strncat, (char *to, const char *from, size_t size))
{
    reads_text(from, size);
    writes(to, guard_is_near(to) ? strlen(to) + strnlen(from, size) + 1 : 1);
    return strncat(to, from, size);
}

typedef int comparison(const void *a, const void *b);

GUARDED(void, qsort, (void *start, size_t count, size_t size, comparison *compare))
{
    writes(start, count * size);
    qsort(start, count, size, compare);
}

GUARDED(void *, bsearch,
        (const void *key, const void *start, size_t count, size_t size, comparison *compare))
{
    return bsearch(key, start, count, size, compare); /* it is the comparison that reads */
}

#endif
