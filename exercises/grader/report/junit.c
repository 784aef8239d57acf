/* JUnit's XML: see files.h. Text is made harmless first, so only the five marks of XML are
 * left to escape. */
#include <string.h>

#include "exercises/grader/report/files.h"
#include "exercises/grader/report/report.h"

static void add_escaped(struct text *to, const char *raw)
{
    char *text = make_harmless(raw, strlen(raw));

    for (const char *c = text; *c != '\0'; c++) {
        switch (*c) {
        case '&': text_format(to, "&amp;"); break;
        case '<': text_format(to, "&lt;"); break;
        case '>': text_format(to, "&gt;"); break;
        case '"': text_format(to, "&quot;"); break;
        case '\'': text_format(to, "&apos;"); break;
        default: text_add(to, c, 1);
        }
    }
}

static void add_attribute(struct text *to, const char *name, const char *value)
{
    text_format(to, " %s=\"", name);
    add_escaped(to, value);
    text_format(to, "\"");
}

static void add_case(struct text *to, const struct report *report, const char *name, double seconds,
                     enum verdict verdict, const char *output)
{
    text_format(to, "    <testcase");
    add_attribute(to, "classname", report->exercise->name);
    add_attribute(to, "name", name);
    text_format(to, " time=\"%.3f\">", seconds);
    if (verdict != VERDICT_PASSED) {
        text_format(to, "\n      <failure");
        add_attribute(to, "type", verdict_word(verdict));
        add_attribute(to, "message", format("%s: %s", verdict_word(verdict), name));
        text_format(to, ">");
        add_escaped(to, output);
        text_format(to, "</failure>\n    ");
    }
    text_format(to, "</testcase>\n");
}

static void add_cases(struct text *to, const struct report *report)
{
    struct style style = style_of_file();

    for (size_t i = 0; i < report->count; i++) {
        const struct result *result = &report->results[i];
        struct text output = {0};
        if (result->verdict != VERDICT_PASSED)
            report_add_failure(&output, &style, report, result, false);
        add_case(to, report, result->about->name, result->seconds, result->verdict,
                 text_of(&output));
        text_free(&output);
    }
    if (report->count == 0) {
        struct text output = {0};
        report_add(&output, &style, report, true);
        add_case(to, report, report->exercise->name, report->seconds, report->verdict,
                 text_of(&output));
        text_free(&output);
    }
}

static size_t count_failures(const struct report *report)
{
    size_t failures = report->count == 0;

    for (size_t i = 0; i < report->count; i++)
        failures += report->results[i].verdict != VERDICT_PASSED;
    return failures;
}

static void add_suite(struct text *to, const struct grading *grading, const struct report *report)
{
    text_format(to, "  <testsuite");
    add_attribute(to, "name",
                  grading->student != NULL
                      ? format("%s/%s", make_one_line(grading->student), report->exercise->name)
                      : report->exercise->name);
    text_format(to, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" time=\"%.3f\">\n",
                report->count > 0 ? report->count : 1, count_failures(report), report->seconds);
    add_cases(to, report);
    text_format(to, "  </testsuite>\n");
}

const char junit_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"reclaim\">\n";
const char junit_foot[] = "</testsuites>\n";

void junit_add(struct text *to, const struct grading *grading)
{
    for (size_t i = 0; i < grading->count; i++)
        add_suite(to, grading, &grading->reports[i]);
}
