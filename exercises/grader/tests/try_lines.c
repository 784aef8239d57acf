/* try_lines <FILE.c: the file as ./reclaim try compiles it; see try.sh. */
#include <stdio.h>

#include "exercises/grader/judge/try.h"

int main(void)
{
    struct text source = {0}, traced = {0};
    char part[4096];

    for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;)
        text_add(&source, part, n);
    try_add_lines(&traced, text_of(&source));
    fputs(text_of(&traced), stdout);
    return 0;
}
