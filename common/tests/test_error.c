/* The pending error, and the end of the road. */
#include "common/tests/test.h"

START_TEST(nothing_is_pending_at_first)
{
    ck_assert_int_eq(error_occurred(), ERROR_NONE);
    ck_assert_str_eq(error_message(), "");
}
END_TEST

START_TEST(an_error_reads_as_python_prints_it)
{
    ck_assert(!error_set(ERROR_KEY, "'%s'", "x"));
    ck_assert_int_eq(error_occurred(), ERROR_KEY);
    expect_error("KeyError: 'x'");
    ck_assert_int_eq(error_occurred(), ERROR_NONE);
}
END_TEST

START_TEST(every_kind_has_its_name)
{
    static const struct {
        enum error_kind kind;
        const char *message;
    } rows[] = {
        {ERROR_ATTRIBUTE, "AttributeError: x"},
        {ERROR_INDEX, "IndexError: x"},
        {ERROR_KEY, "KeyError: x"},
        {ERROR_MEMORY, "MemoryError: x"},
        {ERROR_RECURSION, "RecursionError: x"},
        {ERROR_RUNTIME, "RuntimeError: x"},
        {ERROR_SYSTEM, "SystemError: x"},
        {ERROR_TYPE, "TypeError: x"},
        {ERROR_VALUE, "ValueError: x"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        error_set(rows[i].kind, "x");
        expect_error(rows[i].message);
    }
}
END_TEST

START_TEST(the_latest_error_stays)
{
    error_set(ERROR_KEY, "first");
    error_set(ERROR_INDEX, "second");
    expect_error("IndexError: second");
}
END_TEST

START_TEST(exhaustion_is_an_error_of_its_own)
{
    ck_assert_ptr_null(error_no_memory());
    ck_assert_int_eq(error_occurred(), ERROR_MEMORY);
    expect_error("MemoryError");
}
END_TEST

START_TEST(a_long_text_is_cut)
{
    char text[1000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    error_set(ERROR_VALUE, "%s", text);
    ck_assert_uint_lt(strlen(error_message()), sizeof text - 1);
    ck_assert_int_eq(strncmp(error_message(), "ValueError: xxx", 15), 0);
    error_clear();
}
END_TEST

START_TEST(a_bug_names_the_function_and_aborts)
{
    expect_fatal("somebody: got 3, wanted 4", (fatal("somebody", "got %d, wanted %d", 3, 4), 0));
}
END_TEST

/* Without a handler the report goes to standard error. */
START_TEST(a_bug_is_reported_on_standard_error)
{
    char text[100] = "";
    int ends[2], status;

    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        error_on_fatal(NULL);
        fatal("somebody", "did it");
    }
    waitpid(child, &status, 0);
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], text, sizeof text - 1), 0);
    close(ends[0]);
    ck_assert_str_eq(text, "somebody: did it\n");
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
END_TEST

TESTS("error", nothing_is_pending_at_first, an_error_reads_as_python_prints_it,
      every_kind_has_its_name, the_latest_error_stays, exhaustion_is_an_error_of_its_own,
      a_long_text_is_cut, a_bug_names_the_function_and_aborts, a_bug_is_reported_on_standard_error)
