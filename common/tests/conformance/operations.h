/**
 * @file
 * The operations of a program: performed in a world, drawn at random, written as Python.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_OPERATIONS_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_OPERATIONS_H

#include "common/tests/conformance/world.h"

/** A generator of random numbers that is the same everywhere (splitmix64). */
struct random {
    uint64_t state;
};

/** A number below @p limit. */
unsigned random_below(struct random *random, unsigned limit);

/** An operation that likely fits what @p world's variables hold. */
struct operation operation_draw(struct random *random, const struct world *world);

/** Does it; what it returned is noted in the world's events. */
void operation_perform(struct world *world, struct operation operation);

/** As a line of a program's file, with Python, where Python can say it, as a comment. */
void operation_write(struct operation operation, char *text, size_t size);

/** The operation that such a line says. False: it says none. */
bool operation_read(const char *line, struct operation *operation);

#endif
