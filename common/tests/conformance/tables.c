/*
 * Runs the named conformance programs in both worlds and compares them.
 *
 *   tables [PART-OF-AN-ID]
 *   tables --ids ROOT        is every id of the reference accounted for (ids.txt)?
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/tests/conformance/compare.h"
#include "common/tests/conformance/programs.h"

/* The values of the events, as program.expected has them. */
static void write_values(const struct world *world, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < world->event_count && used < size; i++)
        if (!world->events[i].detail)
            used += (size_t)snprintf(text + used, size - used, used == 0 ? "%td" : " %td",
                                     world->events[i].value);
}

/* @return whether the reference's values are what CPython really says. */
static bool as_expected(const struct program *program, char *report, size_t size)
{
    char values[200];

    if (program->expected == NULL)
        return true;
    write_values(&worlds[1], values, sizeof values);
    if (strcmp(values, program->expected) == 0)
        return true;
    snprintf(report, size, "the reference has %s, CPython %s", program->expected, values);
    return false;
}

static bool run(const struct program *program)
{
    char report[500];

    for (int i = 0; i < 2; i++) {
        world_begin(&worlds[i]);
        program->run(&worlds[i]);
        const char *left_over = worlds[i].does->take_error();
        if (left_over[0] != '\0')
            note(&worlds[i], left_over, 0);
    }
    compare_begin();
    bool fine = compare(report, sizeof report) && as_expected(program, report, sizeof report);
    if (!fine)
        printf("%s: %s\n", program->id, report);
    world_end(&worlds[0]);
    world_end(&worlds[1]);
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
