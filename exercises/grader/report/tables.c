/* CSV and the plain list of verdicts: see files.h. */
#include <errno.h>
#include <string.h>

#include "exercises/grader/report/files.h"
#include "exercises/grader/report/terminal.h"

int grading_points(const struct grading *grading)
{
    int points = 0;

    for (size_t i = 0; i < grading->count; i++)
        points += grading->reports[i].points;
    return points;
}

int grading_most(const struct grading *grading)
{
    int most = 0;

    for (size_t i = 0; i < grading->count; i++)
        most += grading->reports[i].points_most;
    return most;
}

/* A field of CSV: in quotes, and never one that a spreadsheet takes for a formula. */
static void add_field(struct text *to, const char *raw)
{
    const char *text = make_one_line(raw);

    text_format(to, "\"%s", strchr("=+-@\t", *text) != NULL && *text != '\0' ? "'" : "");
    for (; *text != '\0'; text++)
        text_format(to, *text == '"' ? "\"%c" : "%c", *text);
    text_format(to, "\"");
}

void csv_add_head(struct text *to, const struct exercise *const *exercises, size_t count)
{
    text_format(to, "student");
    for (size_t i = 0; i < count; i++)
        text_format(to, ",%s,%s verdict", exercises[i]->id, exercises[i]->id);
    text_format(to, ",points,of\n");
}

void csv_add(struct text *to, const struct grading *grading)
{
    add_field(to, grading->student != NULL ? grading->student : "");
    for (size_t i = 0; i < grading->count; i++)
        text_format(to, ",%d,%s", grading->reports[i].points,
                    verdict_word(grading->reports[i].verdict));
    text_format(to, ",%d,%d\n", grading_points(grading), grading_most(grading));
}

void verdicts_add(struct text *to, const struct grading *grading)
{
    for (size_t i = 0; i < grading->count; i++) {
        const struct report *report = &grading->reports[i];
        for (size_t k = 0; k < report->count; k++)
            text_format(to, "%s %s %s\n", report->exercise->name, report->results[k].about->name,
                        verdict_word(report->results[k].verdict));
        if (report->count == 0)
            text_format(to, "%s - %s\n", report->exercise->name, verdict_word(report->verdict));
    }
}

static void write_text(const char *path, struct text *text)
{
    if (!file_write(path, text_of(text), text->size))
        give_up("cannot write %s: %s.", path, strerror(errno));
    text_free(text);
}

void files_write(const struct options *options, const struct grading *grading)
{
    struct text text = {0};

    if (options->json != NULL) {
        json_add(&text, grading);
        text_add(&text, "\n", 1);
        write_text(options->json, &text);
    }
    if (options->junit != NULL) {
        text_format(&text, "%s", junit_head);
        junit_add(&text, grading);
        text_format(&text, "%s", junit_foot);
        write_text(options->junit, &text);
    }
    if (options->verdicts != NULL) {
        verdicts_add(&text, grading);
        write_text(options->verdicts, &text);
    }
}
