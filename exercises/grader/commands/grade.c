/* grade: one learner's exercises, a submission's, or a class's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/class/class.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/standing.h"
#include "exercises/grader/report/files.h"
#include "exercises/grader/report/report.h"

/* The exercises that the arguments mean, each once, in the course's order; all when there are none.
 */
static size_t choose(const struct catalogue *catalogue, const struct options *options,
                     const struct exercise **chosen)
{
    bool *wanted = allocate(catalogue->count, sizeof *wanted);
    size_t count = 0;

    for (size_t i = 0; i < options->arguments.count; i++) {
        size_t found = catalogue_choose(catalogue, options->arguments.at[i], chosen);
        for (size_t j = 0; j < found; j++)
            wanted[chosen[j] - catalogue->exercises] = true;
    }
    for (size_t i = 0; i < catalogue->count; i++)
        if (wanted[i] || options->arguments.count == 0)
            chosen[count++] = &catalogue->exercises[i];
    free(wanted);
    return count;
}

const char *source_of(const struct exercise *exercise, const struct options *options)
{
    if (options->submission != NULL)
        return class_find(options->submission, exercise);
    if (options->against_solutions) {
        if (exercise->solution == NULL)
            give_up("this copy has no solutions.");
        return exercise->solution;
    }
    return exercise->source;
}

/* Options under which the judge is not the learner's usual one. */
static bool is_experiment(const struct options *options)
{
    return options->submission != NULL || options->against_solutions || options->cc != NULL ||
           options->more.count > 0 || options->valgrind == CHOICE_OFF || options->no_gate ||
           options->no_filter;
}

/* Keeps what one's own file is worth; says so, once, when nothing can be kept. */
static void remember(const struct report *report, const char *key, const struct style *style)
{
    static bool complained;
    struct text text = {0};

    if (standing_keep(report->exercise, key, report->points) || complained)
        return;
    complained = true;
    add_wrapped(&text, style, "", 2, progress_is_not_kept);
    show(&text);
}

/* Grades and shows; the second witness comes after what the learner can read meanwhile. */
static void grade_and_show(struct report *report, const struct exercise *exercise,
                           const struct options *options, const struct style *style)
{
    struct text text = {0};

    grade_quickly(report, exercise, source_of(exercise, options), options);
    report->to_be_asked = grade_has_second_witness(report, options);
    report_add(&text, style, report, options->verbose);
    show(&text);
    if (report->pending) {
        show_meanwhile(style, report->to_be_asked ? "lessons run on your code, Valgrind looks again"
                                                  : "lessons run on your code");
        grade_lessons(report);
        show_meanwhile(style, NULL);
        report->to_be_asked = grade_has_second_witness(report, options);
        report_add_rest(&text, style, report, options->verbose);
        show(&text);
    }
    if (report->to_be_asked)
        show_meanwhile(style, "Valgrind looks again");
    grade_again(report, options);
    if (report->to_be_asked)
        show_meanwhile(style, NULL);
    report->to_be_asked = false;
    if (report->valgrind != NULL)
        add_wrapped(&text, style, "  ", 2, report->valgrind);
    else if (report->verdict != VERDICT_PASSED && report->count > 0 &&
             options->valgrind != CHOICE_OFF) {
        for (size_t i = 0; i < report->count; i++)
            if (report->results[i].note != NULL) {
                text_format(&text, "\n  Valgrind sees more than the checks did:\n\n");
                report_add(&text, style, report, options->verbose);
                break;
            }
    }
    if (report->recorded && options->seed != 0 && options->seed != report->seed)
        add_wrapped(&text, style, "  ", 2,
                    format("This copy has recorded answers only; seed %llu was used.",
                           (unsigned long long)report->seed));
    show(&text);
    grade_end(report);
}

static void show_sum(const struct grading *grading, const struct style *style)
{
    int points = grading_points(grading), most = grading_most(grading);
    struct text text = {0};

    if (grading->count > 1) {
        text_format(&text, "\n");
        add_both_ends(&text, style, "All together", STRONG, report_points(points, most),
                      points == most ? GOOD : PLAIN);
    }
    show(&text);
}

static int grade_one(const struct catalogue *catalogue, const struct exercise **chosen,
                     size_t count, const struct options *options)
{
    struct style style = style_of_terminal();
    struct grading grading = {.reports = allocate(count, sizeof *grading.reports), .count = count};

    for (size_t i = 0; i < count; i++) {
        const char *key = is_experiment(options) ? NULL : standing_key(chosen[i]);
        if (i > 0)
            putchar('\n');
        grade_and_show(&grading.reports[i], chosen[i], options, &style);
        if (key != NULL)
            remember(&grading.reports[i], key, &style);
    }
    show_sum(&grading, &style);
    bool full = grading_points(&grading) == grading_most(&grading);
    if (full && options->submission == NULL && !options->against_solutions)
        show_way_on(catalogue, options, chosen[count - 1]);
    files_write(options, &grading);
    return full ? 0 : 1;
}

int command_grade(const struct options *options)
{
    struct catalogue catalogue;
    struct options fixed = *options;

    if (options->csv != NULL && options->class_folder == NULL)
        give_up("--csv is a line for each student of a class: it needs --class.");
    if (options->resume && options->class_folder == NULL)
        give_up("--resume goes on with a class: it needs --class.");
    if (options->json != NULL && !options->resume)
        json_write_unfinished(options->json);
    catalogue_load(&catalogue, options->build);
    if (options->submission != NULL && access(options->submission, F_OK) != 0)
        give_up("there is no file or folder %s.", options->submission);
    if (options->submission != NULL && options->arguments.count == 0 &&
        file_exists(options->submission))
        words_add(&fixed.arguments, base_name(options->submission));
    const struct exercise **chosen = allocate(catalogue.count, sizeof *chosen);
    size_t count = choose(&catalogue, &fixed, chosen);
    if (options->class_folder != NULL)
        return class_grade(chosen, count, &fixed);
    return grade_one(&catalogue, chosen, count, &fixed);
}
