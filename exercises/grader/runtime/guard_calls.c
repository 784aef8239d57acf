/* The C library's functions as the learner's file calls them: what they are to touch has to be the
 * learner's, too (guard.h). The linker puts __wrap_NAME in the place of NAME (base/guarded.h).
 *
 * A string is only measured where it begins in a program or library: from heap and stack none
 * reaches there.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"

#if !SANITIZED

#define GUARDED(type, name, parameters)                                                            \
    __attribute__((visibility("default"))) type __wrap_##name parameters;                          \
    type __wrap_##name parameters

static void reads(const void *start, size_t size)
{
    guard_bytes(start, size, READS);
}

static void writes(const void *start, size_t size)
{
    guard_bytes(start, size, WRITES);
}

static void reads_text(const char *text, size_t most)
{
    reads(text, most > 0);
    if (guard_is_near(text))
        reads(text, strnlen(text, most));
}

/* ---- memory and strings ------------------------------------------------------------------------
 */

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

/* ---- printing ----------------------------------------------------------------------------------
 */

/* Where the conversion stands that a % begins, and what it takes for `*` is taken. */
static const char *take_widths(const char *at, va_list *arguments, size_t *precision, bool *wide)
{
    *precision = SIZE_MAX;
    *wide = false;
    for (bool after_point = false; *at != '\0' && strchr("-+ #0'I123456789.*hljztLq", *at); at++) {
        int given = *at == '*' ? va_arg(*arguments, int) : -1;
        if (*at == '.')
            *precision = strtoul(at + 1, NULL, 10);
        else if (*at == '*' && after_point)
            *precision = given < 0 ? SIZE_MAX : (size_t)given;
        after_point = after_point || *at == '.';
        *wide = *wide || strchr("ljztq", *at) != NULL;
    }
    return at;
}

static void take_one(char conversion, bool wide, bool longest, size_t precision, va_list *arguments)
{
    if (strchr("diouxXc", conversion) != NULL) {
        if (wide)
            (void)va_arg(*arguments, long long);
        else
            (void)va_arg(*arguments, int);
    } else if (strchr("eEfFgGaA", conversion) != NULL) {
        if (longest)
            (void)va_arg(*arguments, long double);
        else
            (void)va_arg(*arguments, double);
    } else if (conversion == 'p') {
        (void)va_arg(*arguments, void *);
    } else if (conversion == 's') {
        const char *text = va_arg(*arguments, const char *);
        if (text != NULL)
            reads_text(text, precision);
    } else if (conversion != '%' && conversion != 'm') {
        guard_refuse(WRITES, "format"); /* %n, which writes; %1$s, %S */
    }
}

static void reads_format(const char *format, va_list given)
{
    va_list arguments;

    reads_text(format, SIZE_MAX);
    va_copy(arguments, given);
    while (*(format += strcspn(format, "%")) != '\0') {
        size_t precision;
        bool wide;
        const char *at = take_widths(format + 1, &arguments, &precision, &wide);
        if (*at == '\0')
            break;
        take_one(*at, wide, at[-1] == 'L', precision, &arguments);
        format = at + 1;
    }
    va_end(arguments);
}

static void prints_to(const FILE *stream)
{
    if (!guard_is_stream(stream))
        guard_refuse(WRITES, "judge");
}

GUARDED(int, vfprintf, (FILE * stream, const char *format, va_list arguments))
{
    prints_to(stream);
    reads_format(format, arguments);
    return vfprintf(stream, format, arguments);
}

GUARDED(int, vprintf, (const char *format, va_list arguments))
{
    return __wrap_vfprintf(stdout, format, arguments);
}

GUARDED(int, vsnprintf, (char *to, size_t size, const char *format, va_list arguments))
{
    if (guard_is_near(to))
        writes(to, size);
    reads_format(format, arguments);
    return vsnprintf(to, size, format, arguments);
}

#define WITH_ARGUMENTS(name, parameters, call)                                                     \
    GUARDED(int, name, parameters)                                                                 \
    {                                                                                              \
        va_list arguments;                                                                         \
                                                                                                   \
        va_start(arguments, format);                                                               \
        int printed = call;                                                                        \
        va_end(arguments);                                                                         \
        return printed;                                                                            \
    }

WITH_ARGUMENTS(printf, (const char *format, ...), __wrap_vfprintf(stdout, format, arguments))
WITH_ARGUMENTS(fprintf, (FILE * stream, const char *format, ...),
               __wrap_vfprintf(stream, format, arguments))
WITH_ARGUMENTS(snprintf, (char *to, size_t size, const char *format, ...),
               __wrap_vsnprintf(to, size, format, arguments))
WITH_ARGUMENTS(sprintf, (char *to, const char *format, ...),
               __wrap_vsnprintf(to, (size_t)INT32_MAX, format, arguments))

GUARDED(int, fputs, (const char *text, FILE *stream))
{
    prints_to(stream);
    reads_text(text, SIZE_MAX);
    return fputs(text, stream);
}

GUARDED(int, puts, (const char *text))
{
    reads_text(text, SIZE_MAX);
    return puts(text);
}

GUARDED(int, fputc, (int c, FILE *stream))
{
    prints_to(stream);
    return fputc(c, stream);
}

GUARDED(int, putc, (int c, FILE *stream))
{
    return __wrap_fputc(c, stream);
}

GUARDED(size_t, fwrite, (const void *start, size_t size, size_t count, FILE *stream))
{
    prints_to(stream);
    reads(start, size * count);
    return fwrite(start, size, count, stream);
}

GUARDED(int, fflush, (FILE * stream))
{
    if (stream != NULL)
        prints_to(stream);
    return fflush(stream);
}

#endif
