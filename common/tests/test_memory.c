/* Accounting, failing on request, junk fill. */
#include "common/tests/test.h"

START_TEST(blocks_are_counted)
{
    void *first = memory_alloc(10), *second = memory_alloc(0);

    ck_assert_ptr_nonnull(second);
    ck_assert_uint_eq(blocks_made(), 2);
    first = memory_resize(first, 100000);
    ck_assert_uint_eq(blocks_made(), 2);
    memory_free(first);
    memory_free(second);
    memory_free(NULL);
    ck_assert_uint_eq(blocks_made(), 0);
}
END_TEST

START_TEST(a_resize_keeps_the_content)
{
    char *block = memory_alloc(4);

    memcpy(block, "abc", 4);
    block = memory_resize(block, 5000);
    ck_assert_str_eq(block, "abc");
    block = memory_resize(block, 4);
    ck_assert_str_eq(block, "abc");
    memory_free(block);
}
END_TEST

START_TEST(resizing_nothing_allocates)
{
    void *block = memory_resize(NULL, 8);

    ck_assert_uint_eq(blocks_made(), 1);
    memory_free(block);
}
END_TEST

START_TEST(the_chosen_request_fails_and_only_that)
{
    memory_fail_at(2);
    void *first = memory_alloc(8);
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(memory_alloc(8));
    expect_error("MemoryError");
    void *third = memory_alloc(8);
    ck_assert_ptr_nonnull(third);
    memory_free(first);
    memory_free(third);
}
END_TEST

START_TEST(a_failed_resize_leaves_the_block)
{
    char *block = memory_alloc(4);

    memcpy(block, "abc", 4);
    memory_fail_at(1);
    ck_assert_ptr_null(memory_resize(block, 5000));
    expect_error("MemoryError");
    ck_assert_str_eq(block, "abc");
    ck_assert_uint_eq(blocks_made(), 1);
    memory_free(block);
}
END_TEST

START_TEST(failing_can_be_called_off)
{
    memory_fail_at(1);
    memory_fail_at(0);
    void *block = memory_alloc(8);
    ck_assert_ptr_nonnull(block);
    memory_free(block);
}
END_TEST

START_TEST(requests_count_failed_ones_too)
{
    size_t before = memory_requests();

    memory_fail_at(1);
    ck_assert_ptr_null(memory_alloc(8));
    error_clear();
    memory_free(memory_resize(memory_alloc(8), 16));
    ck_assert_uint_eq(memory_requests(), before + 3);
}
END_TEST

START_TEST(fresh_memory_is_junk_in_a_debug_build)
{
    unsigned char *block = memory_alloc(16);

    for (int i = 0; RECLAIM_DEBUG && i < 16; i++)
        ck_assert_uint_eq(block[i], 0xCD);
    memory_free(block);
}
END_TEST

/* In a child, which says so with a signal. */
START_TEST(finish_says_what_leaked)
{
    void *block = memory_alloc(8);
    int status;

    pid_t child = fork();
    if (child == 0) {
        if (runtime_finish() == 1)
            raise(SIGKILL);
        _exit(0);
    }
    waitpid(child, &status, 0);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    memory_free(block);
}
END_TEST

TESTS("memory", blocks_are_counted, a_resize_keeps_the_content, resizing_nothing_allocates,
      the_chosen_request_fails_and_only_that, a_failed_resize_leaves_the_block,
      failing_can_be_called_off, requests_count_failed_ones_too,
      fresh_memory_is_junk_in_a_debug_build, finish_says_what_leaked)
