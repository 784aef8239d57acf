/* EXPECT, REQUIRE, STEP and TODO: what a check reports.
 *
 * Beside the solution (check_expect) a difference is a bug of the workbook: it is said on standard
 * error and the program ends, so that no wrong answer is ever recorded as the expected one.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "exercises/exercise.h"
#include "exercises/grader/runtime/runtime.h"

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

void check_observe(const char *label, struct check_value actual)
{
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

void check_require(const char *label, bool holds)
{
    check_observe(label, check_bool(holds));
    if (!holds)
        check_stop();
}

void check_step(const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    record_begin("step");
    record_text(text);
    record_end();
}

__attribute__((visibility("default"))) _Noreturn void
exercise_todo(const char *file, int line, const char *function, const char *what)
{
    fflush(stdout);
    record_begin("todo");
    record_text(file);
    record_number(line);
    record_text(function);
    record_text(what);
    record_end();
    check_leave(0);
}
