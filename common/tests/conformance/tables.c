/*
 * Runs the named conformance programs in both worlds and compares them.
 *
 *   tables [PART-OF-AN-ID]
 *   tables --ids ROOT        is every id of the reference accounted for (ids.txt)?
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/tests/conformance/programs.h"

static bool run(const struct program *program)
{
    char report[500];
    bool fine = program_agrees(program, report, sizeof report);

    if (!fine)
        printf("%s: %s\n", program->id, report);
    return fine;
}

int main(int argc, char **argv)
{
    int programs = 0, failed = 0;

    if (argc == 3 && strcmp(argv[1], "--ids") == 0)
        return ids_check(argv[2]) ? EXIT_SUCCESS : EXIT_FAILURE;
    worlds_start();
    for (size_t t = 0; program_tables[t] != NULL; t++) {
        for (const struct program *program = program_tables[t]; program->id != NULL; program++) {
            if (argc > 1 && strstr(program->id, argv[1]) == NULL)
                continue;
            programs++;
            failed += !run(program);
        }
    }
    size_t leaked = worlds_finish();
    printf("%d programs, %d differ from CPython, %zu blocks leaked\n", programs, failed, leaked);
    return failed == 0 && leaked == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
