/**
 * @file
 * Named conformance programs: the facts of the reference (section or table, in the id) as small
 * programs, which both worlds run and which note what they see.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_PROGRAMS_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_PROGRAMS_H

#include "common/tests/conformance/world.h"

struct program {
    const char *id;
    void (*run)(struct world *world);
    /** The values noted, as the reference has them, for instance "100 80 100"; both worlds must
     * note these. NULL: the two are only compared. */
    const char *expected;
};

/** Ended by a program without an id. */
extern const struct program programs_accounting[], programs_automatic[], programs_collector[],
    programs_counting[], programs_cycles[], programs_finalize[], programs_generations[],
    programs_tracking[], programs_weakref[], programs_weakref_garbage[];

/** All of them; ended by NULL. */
extern const struct program *const program_tables[];

/** Runs @p program in both worlds, which must have been started. False: @p report says the first
 * difference, or that CPython does not do what the reference says. */
bool program_agrees(const struct program *program, char *report, size_t size);

/** Whether the id of a program contains @p text. */
bool program_exists(const char *text);

/** Checks ids.txt, in the project at @p root: that every number of the reference is in it, and that
 * what it says is so. */
bool ids_check(const char *root);

#endif
