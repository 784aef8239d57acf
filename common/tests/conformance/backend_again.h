/**
 * @file
 * The library once more as a backend, for allocations that fail: each operation that allocates is
 * done again when it says that there is no memory. Only one request fails, so the second attempt
 * works, and the program goes on as if nothing had happened; before it, backend_again.c makes sure
 * that nothing had.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_AGAIN_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_BACKEND_AGAIN_H

#include "common/tests/conformance/backend_collector.h"

extern struct backend backend_again;
extern struct collector_backend collector_again;

/** Fills the two tables. */
void again_init(void);

/** How many operations have said so since again_begin(), and what was wrong after one of them;
 * NULL: nothing. */
struct again {
    int failures;
    const char *fault;
};
extern struct again again;
void again_begin(void);

#endif
