/**
 * @file
 * What the unit tests share. Each test is a process of its own (Check forks); it runs between
 * runtime_init() and runtime_finish(), and ends with nothing allocated.
 *
 * A file of tests ends with `TESTS("name", first_test, second_test, ...)`, which is its main().
 */
#ifndef RECLAIM_COMMON_TESTS_TEST_H
#define RECLAIM_COMMON_TESTS_TEST_H

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/collector/gc.h"
#include "common/looking/verify.h"
#include "common/runtime.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/* Some files use only some of what stands here. */
#define HELPER __attribute__((unused)) static

static size_t blocks_at_start;

/** Blocks that the test has made and not given back, dead objects in the free lists included. */
HELPER size_t blocks_made(void)
{
    return memory_blocks() - blocks_at_start;
}

static void test_begin(void)
{
    runtime_init();
    collector.enabled = false; /* these tests are about counting */
    blocks_at_start = memory_blocks();
}

static void test_end(void)
{
    char report[200];

    ck_assert_msg(verify(report, sizeof report), "verify: %s", report);
    ck_assert_str_eq(error_message(), "");
    ck_assert_uint_eq(runtime_finish(), 0);
}

static int run_tests(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);

    tcase_add_checked_fixture(tcase, test_begin, test_end);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define TESTS(name, ...)                                                                           \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return run_tests(name, tests, sizeof tests / sizeof tests[0]);                             \
    }

/** The pending error is @p message; it is forgotten. */
HELPER void expect_error(const char *message)
{
    ck_assert_str_eq(error_message(), message);
    error_clear();
}

/** @name Instances that tell when they die
 *  Each has a number; its finalizer appends the number to the story. */
///@{
static char story[4096];

HELPER void tell(struct object *self)
{
    struct object *number = object_getattr(self, "number");
    size_t used = strlen(story);

    snprintf(story + used, sizeof story - used, used == 0 ? "%lld" : " %lld", int_value(number));
    decref(number);
}

/** An instance with a number. New reference; its class goes when it goes. */
HELPER struct object *teller(int value)
{
    static const char *const slots[] = {"number", NULL};
    struct object *cls =
        class_new(&(struct class_spec){.name = "Teller", .slots = slots, .finalize = tell});
    struct object *self = instance_new(cls), *number = int_new(value);

    object_setattr(self, "number", number);
    decref(number);
    decref(cls);
    return self;
}

/** Who died since the last call, in order: "3 1 2". */
HELPER void expect_story(const char *expected)
{
    ck_assert_str_eq(story, expected);
    story[0] = '\0';
}
///@}

/** @name A caller's bug
 *  `expect_fatal("list_get: ...", list_get(dict, 0))`: it aborts, with that message. */
///@{
static int fatal_pipe[2];

HELPER void send_fatal(const char *message)
{
    if (write(fatal_pipe[1], message, strlen(message)) < 0)
        _exit(2);
}

/** In the child: true. In the parent: false, once the child is dead and has died as expected. */
HELPER bool dies_saying(const char *expected)
{
    char message[400] = "";
    int status;

    ck_assert_int_eq(pipe(fatal_pipe), 0);
    pid_t child = fork();
    if (child == 0) {
        error_on_fatal(send_fatal);
        return true;
    }
    waitpid(child, &status, 0);
    close(fatal_pipe[1]);
    ck_assert_int_ge(read(fatal_pipe[0], message, sizeof message - 1), 0);
    close(fatal_pipe[0]);
    ck_assert_str_eq(message, expected);
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "it did not abort");
    return false;
}

#define expect_fatal(message, call)                                                                \
    do {                                                                                           \
        if (dies_saying(message)) {                                                                \
            (void)(call);                                                                          \
            _exit(0);                                                                              \
        }                                                                                          \
    } while (0)
///@}

/** What @p obj refers to, in the order of its traversal, is exactly the @p count objects of @p
 * expected. */
struct referents {
    struct object *found[64];
    int count;
};

HELPER void collect_referent(struct object *referent, void *argument)
{
    struct referents *referents = argument;

    ck_assert_int_lt(referents->count, 64);
    referents->found[referents->count++] = referent;
}

HELPER void expect_referents(struct object *obj, int count, struct object *const *expected)
{
    struct referents referents = {.count = 0};

    object_traverse(obj, collect_referent, &referents);
    ck_assert_int_eq(referents.count, count);
    for (int i = 0; i < count; i++)
        ck_assert_ptr_eq(referents.found[i], expected[i]);
}

#define expect_referred(obj, ...)                                                                  \
    expect_referents(obj, sizeof((struct object *[]){__VA_ARGS__}) / sizeof(struct object *),      \
                     (struct object *[]){__VA_ARGS__})

#endif
