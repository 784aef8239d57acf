/* run PARSER FILE...: each file through one parser. With libFuzzer (fuzz.sh) this file is left out.
 */
#include <stdio.h>
#include <string.h>

#include "exercises/grader/base/text.h"
#include "exercises/grader/tests/fuzz/fuzz.h"

static const struct {
    const char *name;
    int (*parse)(const uint8_t *bytes, size_t size);
} parsers[] = {{"stream", fuzz_stream},
               {"answers", fuzz_answers},
               {"source", fuzz_source},
               {"object", fuzz_object}};

int main(int argc, char **argv)
{
    int done = 0;

    for (size_t p = 0; argc > 1 && p < sizeof parsers / sizeof parsers[0]; p++)
        for (int i = 2; strcmp(parsers[p].name, argv[1]) == 0 && i < argc; i++) {
            struct text file = {0};
            if (!file_read(argv[i], 16 << 20, &file) ||
                parsers[p].parse((const uint8_t *)text_of(&file), file.size) != 0)
                return 1;
            text_free(&file);
            done++;
        }
    printf("%d files of %s\n", done, argc > 1 ? argv[1] : "nothing");
    return done > 0 ? 0 : 1;
}
