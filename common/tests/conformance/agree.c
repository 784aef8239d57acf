/* One named program in both worlds. See programs.h. */
#include <stdio.h>
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

bool program_agrees(const struct program *program, char *report, size_t size)
{
    for (int i = 0; i < 2; i++) {
        world_begin(&worlds[i]);
        program->run(&worlds[i]);
        const char *left_over = worlds[i].does->take_error();
        if (left_over[0] != '\0')
            note(&worlds[i], left_over, 0);
    }
    compare_begin();
    bool fine = compare(report, size) && as_expected(program, report, size);
    world_end(&worlds[0]);
    world_end(&worlds[1]);
    return fine;
}
