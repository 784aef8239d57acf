/* EXPECT, REQUIRE, STEP and TODO: what a check reports.
 *
 * Beside the solution (check_expect) a difference is a bug of the workbook: it is said on standard
 * error and the program ends, so that no wrong answer is ever recorded as the expected one.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/frame.h"
#include "common/tracing/tracemalloc.h"
#include "exercises/exercise.h"
#include "exercises/grader/runtime/gone.h"
#include "exercises/grader/runtime/owed.h"
#include "exercises/grader/runtime/runtime.h"
#include "exercises/grader/runtime/shown.h"

struct check_value check_int(long long value)
{
    return (struct check_value){.kind = CHECK_INT, .integer = value};
}

struct check_value check_uint(unsigned long long value)
{
    return (struct check_value){.kind = CHECK_UINT, .natural = value};
}

struct check_value check_bool(bool value)
{
    return (struct check_value){.kind = CHECK_BOOL, .integer = value};
}

struct check_value check_str(const char *value)
{
    return (struct check_value){.kind = CHECK_STR, .text = value};
}

const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

void check_observe(const char *label, struct check_value actual)
{
    owed_point();
    record_begin("see");
    record_text(label);
    if (actual.kind == CHECK_STR) {
        record_text(actual.text != NULL ? "str" : "null");
        record_text(actual.text);
    } else if (actual.kind == CHECK_BOOL) {
        record_text("bool");
        record_text(actual.integer != 0 ? "true" : "false");
    } else if (actual.kind == CHECK_UINT) {
        record_text("int");
        record_natural(actual.natural);
    } else {
        record_text("int");
        record_number(actual.integer);
    }
    record_end();
}

static bool same(struct check_value a, struct check_value b)
{
    if ((a.kind == CHECK_STR) != (b.kind == CHECK_STR))
        return false;
    if (a.kind != CHECK_STR)
        return a.integer == b.integer;
    if (a.text == NULL || b.text == NULL)
        return a.text == b.text;
    return strcmp(a.text, b.text) == 0;
}

static void print_value(const char *what, struct check_value value)
{
    if (value.kind == CHECK_STR)
        fprintf(stderr, "    %-9s%s%s%s\n", what, value.text != NULL ? "\"" : "",
                value.text != NULL ? value.text : "NULL", value.text != NULL ? "\"" : "");
    else if (value.kind == CHECK_UINT)
        fprintf(stderr, "    %-9s%llu\n", what, value.natural);
    else
        fprintf(stderr, "    %-9s%lld\n", what, value.integer);
}

void check_expect(const char *file, int line, const char *label, struct check_value actual,
                  struct check_value expected)
{
    check_observe(label, actual);
    if (same(actual, expected))
        return;
    fprintf(stderr, "%s:%d: the solution itself does not give what this check expects: %s\n", file,
            line, label);
    print_value("expected", expected);
    print_value("got", actual);
    fflush(NULL);
    check_leave(1);
}

void check_at(const char *file, int line)
{
    if (tracemalloc_is_tracing())
        frame_note(file, line);
}

void check_observe_bound(const char *label, long long actual, const char *kind)
{
    owed_point();
    record_begin("see");
    record_text(label);
    record_text(kind);
    record_number(actual);
    record_end();
}

void check_expect_bound(const char *file, int line, const char *label, long long actual,
                        long long bound, const char *kind)
{
    bool most = strcmp(kind, "most") == 0;

    check_observe_bound(label, bound, kind);
    if (most ? actual > bound : actual < bound)
        check_expect(file, line, check_text("%s (at %s)", label, kind), check_int(actual),
                     check_int(bound));
}

void check_because(const char *why)
{
    record_begin("why");
    record_text(why);
    record_end();
}

void check_sides(const char *too_many, const char *too_few)
{
    record_begin("why");
    record_text("");
    record_text(too_many);
    record_text(too_few);
    record_end();
}

bool check_answered(const char *what, bool succeeded)
{
    bool pending = error_occurred() != ERROR_NONE;

    if (succeeded && pending)
        check_amiss(
            check_text("%s succeeded, and left an error pending: %s.", what, error_message()));
    else if (!succeeded && !pending)
        check_amiss(check_text("%s failed (it gave NULL or false), and set no error.", what));
    error_clear();
    return succeeded;
}

void check_require(const char *label, bool holds)
{
    check_observe(label, check_bool(holds));
    if (!holds)
        check_stop();
}

void check_stop_if(bool wrong)
{
    if (wrong)
        check_stop();
}

void check_step(const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    owed_point();
    gone_step(text);
    record_begin("step");
    record_text(text);
    record_end();
}

__attribute__((visibility("default"))) _Noreturn void
exercise_todo(const char *file, int line, const char *function, const char *what)
{
    visits_unwritten();
    fflush(NULL);
    record_begin("todo");
    record_text(file);
    record_number(line);
    record_text(function);
    record_text(what);
    record_end();
    check_leave(0);
}
