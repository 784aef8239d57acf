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

static void write_text(const char *path, struct text *text)
{
    if (!file_write(path, text_of(text), text->size))
        give_up("cannot write %s: %s.", path, strerror(errno));
    text_free(text);
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

void csv_write(const char *path, const struct grading *gradings, size_t count)
{
    struct text text = {0};

    text_format(&text, "student");
    for (size_t j = 0; count > 0 && j < gradings[0].count; j++)
        text_format(&text, ",%s,%s verdict", gradings[0].reports[j].exercise->id,
                    gradings[0].reports[j].exercise->id);
    text_format(&text, ",points,of\n");
    for (size_t i = 0; i < count; i++) {
        add_field(&text, gradings[i].student != NULL ? gradings[i].student : "");
        for (size_t j = 0; j < gradings[i].count; j++)
            text_format(&text, ",%d,%s", gradings[i].reports[j].points,
                        verdict_word(gradings[i].reports[j].verdict));
        text_format(&text, ",%d,%d\n", grading_points(&gradings[i]), grading_most(&gradings[i]));
    }
    write_text(path, &text);
}

void verdicts_write(const char *path, const struct grading *gradings, size_t count)
{
    struct text text = {0};

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < gradings[i].count; j++) {
            const struct report *report = &gradings[i].reports[j];
            for (size_t k = 0; k < report->count; k++)
                text_format(&text, "%s %s %s\n", report->exercise->name,
                            report->results[k].about->name,
                            verdict_word(report->results[k].verdict));
            if (report->count == 0)
                text_format(&text, "%s - %s\n", report->exercise->name,
                            verdict_word(report->verdict));
        }
    write_text(path, &text);
}
