/* heap WIDTH unicode|ascii <LINES: draws a heap as a check sends it; see heap.sh. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/heap.h"

int main(int argc, char **argv)
{
    struct text text = {0}, drawn = {0};
    char part[4096];

    if (argc < 3)
        return 2;
    for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;)
        text_add(&text, part, n);
    char *expected = strstr(text_of(&text), "---\n"); /* what should be may come first */
    struct style style = {.width = atoi(argv[1]), .boxes = strcmp(argv[2], "unicode") == 0};
    if (expected != NULL)
        *expected = '\0';
    heap_add(&drawn, &style, expected != NULL ? expected + 4 : text_of(&text),
             expected != NULL ? text_of(&text) : NULL);
    fputs(text_of(&drawn), stdout);
    return 0;
}
