/**
 * @file
 * Makes a chosen memory_untraced_alloc() fail, which memory_fail_at() does not reach. The test is
 * linked with --wrap=memory_untraced_alloc.
 */
#ifndef RECLAIM_COMMON_TESTS_FAIL_UNTRACED_H
#define RECLAIM_COMMON_TESTS_FAIL_UNTRACED_H

#include "common/base/memory_internal.h"

static size_t untraced_fails_in; /* 1: the very next; 0: none */

void *__real_memory_untraced_alloc(size_t size);
void *__wrap_memory_untraced_alloc(size_t size);

void *__wrap_memory_untraced_alloc(size_t size)
{
    if (untraced_fails_in > 0 && --untraced_fails_in == 0)
        return NULL;
    return __real_memory_untraced_alloc(size);
}

/** Runs @p statement, which sets `result`, until it succeeds, one more allocation failing each
 * time; each failure must leave MemoryError. @p fail is memory_fail_at or fail_untraced_at. */
#define fail_each(fail, result, statement)                                                         \
    for (size_t nth = 1;; nth++) {                                                                 \
        fail(nth);                                                                                 \
        statement;                                                                                 \
        if (result)                                                                                \
            break;                                                                                 \
        expect_error("MemoryError");                                                               \
        ck_assert_uint_lt(nth, 1000);                                                              \
    }                                                                                              \
    fail(0)

__attribute__((unused)) static void fail_untraced_at(size_t nth)
{
    untraced_fails_in = nth;
}

#endif
