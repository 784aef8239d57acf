/* See guard_calls.h: printing. A format is walked through for what its strings are, and %n, which
 * writes, is refused. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "exercises/grader/runtime/guard_calls.h"
#include "exercises/grader/runtime/runtime.h"

#if !SANITIZED

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

GUARDED(int, putchar, (int c))
{
    prints_to(stdout);
    return putchar(c);
}

GUARDED(int, puts, (const char *text))
{
    prints_to(stdout);
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
