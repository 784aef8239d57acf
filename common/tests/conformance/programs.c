/* See programs.h. */
#include "common/tests/conformance/programs.h"

#include <string.h>

const struct program *const program_tables[] = {programs_counting,
                                                programs_tracking,
                                                programs_cycles,
                                                programs_collector,
                                                programs_generations,
                                                programs_weakref,
                                                programs_weakref_garbage,
                                                programs_finalize,
                                                programs_accounting,
                                                programs_automatic,
                                                NULL};

bool program_exists(const char *text)
{
    for (size_t t = 0; program_tables[t] != NULL; t++)
        for (const struct program *program = program_tables[t]; program->id != NULL; program++)
            if (strstr(program->id, text) != NULL)
                return true;
    return false;
}
