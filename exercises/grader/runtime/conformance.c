/* The conformance programs as one check, "conformance": each is a step, and an observation that
 * says that it went as in CPython, or how not. For the capstone, which runs them on the learner's
 * code.
 */
#include "common/base/error.h"
#include "common/tests/conformance/programs.h"
#include "exercises/grader/runtime/runtime.h"

static void observe(const char *id, const char *outcome)
{
    record_begin("see");
    record_text(id);
    record_text("line");
    record_text(outcome);
    record_end();
}

static void compare_all(void)
{
    char report[500];

    error_on_fatal(send_fatal);
    worlds_start();
    for (size_t t = 0; program_tables[t] != NULL; t++) {
        for (const struct program *program = program_tables[t]; program->id != NULL; program++) {
            check_step("%s", program->id);
            bool agrees = program_agrees(program, report, sizeof report);
            observe(program->id, agrees ? AS_CPYTHON : report);
        }
    }
    size_t left = worlds_finish();
    if (left > 0)
        send_leak("memory block", left, NULL, 0);
}

static const struct check conformance = {.name = "conformance", .whole = true, .body = compare_all};
__attribute__((section("reclaim_checks"), used)) static const struct check *const entry =
    &conformance;
