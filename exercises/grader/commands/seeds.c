/* seeds EXERCISE FILE...: each file graded under many seeds (--seeds FIRST:COUNT), a line for each:
 * "NAME never" or "NAME 2 of 50: 7 31", with the seeds under which it has all points. With
 * --verdicts FOLDER what it got under the first of them is written there: NAME.verdicts for
 * scripts, and NAME.shown, as people see it. With --no-lessons a seam's lessons are left out.
 *
 * The right answers are found once for all files. Each file is graded in a process of its own,
 * which takes the memory along that grading leaves behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/judge/grade.h"
#include "exercises/grader/report/files.h"
#include "exercises/grader/report/report.h"

static struct answers *find_answers(const struct exercise *exercise, const struct options *options)
{
    struct answers *answers = allocate(options->seed_count, sizeof *answers);

    for (size_t i = 0; i < options->seed_count; i++) {
        answers_begin(&answers[i], exercise, options->seed + i, options->recorded);
        answers_finish(&answers[i]);
    }
    return answers;
}

static const char *folder; /* --verdicts */

static void save(const struct report *report, const char *ending, struct text *text)
{
    char *path = format("%s/%s%s", folder, base_name(report->source), ending);

    if (!file_write(path, text_of(text), text->size))
        give_up("cannot write %s.", path);
    free(path);
    text_free(text);
}

static void save_first(struct report *report)
{
    struct style style = style_of_terminal();
    struct text text = {0};

    if (folder == NULL)
        return;
    report_add(&text, &style, report, true);
    save(report, ".shown", &text);
    verdicts_add(&text, &(struct grading){.reports = report, .count = 1});
    save(report, ".verdicts", &text);
}

static int grade_file(const char *file, const struct options *options,
                      const struct answers *answers)
{
    bool *passed = allocate(options->seed_count, sizeof *passed);
    struct text line = {0};
    struct report report;
    size_t count = 0;

    bool graded =
        grade_seeds(&report, file, options, answers, options->seed_count, passed, save_first);
    grade_end(&report);
    for (size_t i = 0; graded && i < options->seed_count; i++) {
        count += passed[i];
        if (passed[i])
            text_format(&line, " %llu", (unsigned long long)answers[i].seed);
    }
    bool refused = !graded && report.verdict == VERDICT_REFUSED;
    if (!graded && !refused)
        printf("%s did not compile\n", base_name(file));
    else if (count == 0)
        printf("%s never\n", base_name(file));
    else
        printf("%s %zu of %llu:%s\n", base_name(file), count,
               (unsigned long long)options->seed_count, text_of(&line));
    fflush(stdout);
    return graded || refused ? 0 : 1;
}

int command_seeds(const struct options *asked)
{
    struct options fixed = *asked, *options = &fixed;
    struct catalogue catalogue;
    int worst = 0;

    fixed.valgrind = CHOICE_OFF; /* it knows no seed */
    folder = options->verdicts;
    if (options->arguments.count < 2 || options->seed_count == 0)
        give_up("seeds wants an exercise, files, and --seeds FIRST:COUNT.");
    catalogue_load(&catalogue, options->build);
    const struct exercise **chosen = allocate(catalogue.count, sizeof *chosen);
    if (catalogue_choose(&catalogue, options->arguments.at[0], chosen) != 1)
        give_up("\"%s\" is more than one exercise.", options->arguments.at[0]);
    struct answers *answers = find_answers(chosen[0], options);
    for (size_t i = 1; i < options->arguments.count; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0)
            _exit(grade_file(options->arguments.at[i], options, answers));
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
            worst = 1;
    }
    return worst;
}
