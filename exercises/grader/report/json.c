/* results.json: see files.h. Gradescope reads score, execution_time, output and tests; verdict,
 * exercise, check and seed in each test, and students for a class, are ours. */
#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/files.h"
#include "exercises/grader/report/report.h"

void json_save(const char *path, struct cJSON *json)
{
    char *text = cJSON_Print(json);

    if (text == NULL)
        give_up("this machine has no memory left.");
    char *whole = format("%s\n", text);
    if (!file_write(path, whole, strlen(whole)))
        give_up("cannot write %s: %s.", path, strerror(errno));
    free(text);
    cJSON_Delete(json);
}

void json_write_unfinished(const char *path)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddNumberToObject(json, "score", 0);
    cJSON_AddStringToObject(json, "output",
                            "The judge did not come to its end: nothing was graded.");
    cJSON_AddArrayToObject(json, "tests");
    json_save(path, json);
}

static cJSON *new_test(const struct report *report, const char *number, const char *name,
                       int points, int most, enum verdict verdict)
{
    cJSON *test = cJSON_CreateObject();

    cJSON_AddStringToObject(test, "name", name);
    cJSON_AddStringToObject(test, "number", number);
    cJSON_AddNumberToObject(test, "score", points);
    cJSON_AddNumberToObject(test, "max_score", most);
    cJSON_AddStringToObject(test, "status", verdict == VERDICT_PASSED ? "passed" : "failed");
    cJSON_AddStringToObject(test, "visibility", "visible");
    cJSON_AddStringToObject(test, "output_format", "text");
    cJSON_AddStringToObject(test, "verdict", verdict_word(verdict));
    cJSON_AddStringToObject(test, "exercise", report->exercise->name);
    cJSON_AddNumberToObject(test, "seed", (double)report->seed);
    return test;
}

static void add_test(cJSON *tests, const struct report *report, size_t i)
{
    const struct result *result = &report->results[i];
    struct style style = style_of_file();
    struct text output = {0};
    int points = result->verdict == VERDICT_PASSED ? result->about->points : 0;
    cJSON *test = new_test(report, format("%s.%zu", report->exercise->id, i + 1),
                           format("%s %s: %s", report->exercise->id,
                                  exercise_title(report->exercise), result->about->title),
                           points, result->about->points, result->verdict);

    cJSON_AddStringToObject(test, "check", result->about->name);
    cJSON_AddNumberToObject(test, "seconds", result->seconds);
    if (result->verdict != VERDICT_PASSED)
        report_add_failure(&output, &style, report, result, false);
    cJSON_AddStringToObject(test, "output", text_of(&output));
    text_free(&output);
    cJSON_AddItemToArray(tests, test);
}

/* An exercise of which nothing could be run is one test. */
static void add_whole(cJSON *tests, const struct report *report)
{
    struct style style = style_of_file();
    struct text output = {0};
    cJSON *test = new_test(report, report->exercise->id,
                           format("%s %s", report->exercise->id, exercise_title(report->exercise)),
                           0, report->points_most, report->verdict);

    report_add(&output, &style, report, true);
    cJSON_AddStringToObject(test, "output", text_of(&output));
    text_free(&output);
    cJSON_AddItemToArray(tests, test);
}

static cJSON *json_of(const struct grading *grading)
{
    cJSON *json = cJSON_CreateObject(), *tests = cJSON_CreateArray();
    double seconds = 0;

    if (grading->student != NULL)
        cJSON_AddStringToObject(json, "student", make_one_line(grading->student));
    cJSON_AddNumberToObject(json, "score", grading_points(grading));
    cJSON_AddNumberToObject(json, "max_score", grading_most(grading));
    for (size_t i = 0; i < grading->count; i++) {
        const struct report *report = &grading->reports[i];
        seconds += report->seconds;
        for (size_t j = 0; j < report->count; j++)
            add_test(tests, report, j);
        if (report->count == 0)
            add_whole(tests, report);
    }
    cJSON_AddNumberToObject(json, "execution_time", seconds);
    cJSON_AddStringToObject(json, "output",
                            report_points(grading_points(grading), grading_most(grading)));
    cJSON_AddStringToObject(json, "visibility", "visible");
    cJSON_AddItemToObject(json, "tests", tests);
    return json;
}

const char json_head[] = "{\"students\": [\n", json_foot[] = "\n]}\n";

void json_add(struct text *to, const struct grading *grading)
{
    cJSON *json = json_of(grading);
    char *text = cJSON_Print(json);

    if (text == NULL)
        give_up("this machine has no memory left.");
    text_format(to, "%s", text);
    free(text);
    cJSON_Delete(json);
}
