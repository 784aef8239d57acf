/* See access.h. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/access.h"

/* gcc's are those of its checks for a kernel, clang's those of its traces for a fuzzer, each
 * without anything else. */
void access_checks(struct words *argv, const char *cc)
{
    static const char *const gcc[] = {"-fsanitize=kernel-address",
                                      "--param",
                                      "asan-instrumentation-with-call-threshold=0",
                                      "--param",
                                      "asan-stack=0",
                                      "--param",
                                      "asan-globals=0",
                                      NULL};
    static const char *const clang[] = {"-fsanitize-coverage=func,trace-loads,trace-stores", NULL};
    const char *real = strchr(cc, '/') != NULL ? realpath(cc, NULL) : NULL;
    bool is_clang = strstr(base_name(real != NULL ? real : cc), "clang") != NULL;

    for (const char *const *w = is_clang ? clang : gcc; *w != NULL; w++)
        words_add(argv, *w);
}

/* Each has a __wrap_NAME in the runtime. */
static const char *const guarded[] = {
    "memcpy",  "memmove", "mempcpy",  "memset",    "memcmp",  "bcmp",    "memchr",  "strcpy",
    "stpcpy",  "strncpy", "stpncpy",  "strcat",    "strncat", "strcmp",  "strncmp", "strlen",
    "strnlen", "strchr",  "strrchr",  "strstr",    "strspn",  "strcspn", "strpbrk", "qsort",
    "bsearch", "sprintf", "snprintf", "vsnprintf", "printf",  "vprintf", "fprintf", "vfprintf",
    "puts",    "putchar", "fputs",    "fputc",     "putc",    "fwrite",  "fflush"};

void access_calls(struct words *argv)
{
    for (size_t i = 0; i < sizeof guarded / sizeof guarded[0]; i++)
        words_add(argv, format("-Wl,--wrap=%s", guarded[i]));
}
