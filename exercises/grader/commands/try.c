/* try: a program of one's own against the library; nothing is judged. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/judge/try.h"
#include "exercises/grader/report/report.h"

int command_try(const struct options *options)
{
    struct style style = style_of_terminal();
    struct exercise exercise;
    struct report report;
    struct text text = {0};

    if (options->arguments.count != 1)
        give_up("say which file: ./reclaim try mine.c (an example: exercises/try/example.c)");
    const char *name = options->arguments.at[0];
    size_t size = strlen(name);
    if (size < 2 || strcmp(name + size - 2, ".c") != 0)
        give_up("%.200s is no C file: its name has to end in .c", name);
    char *path = realpath(name, NULL);
    if (path == NULL || !file_exists(path))
        give_up("there is no file %.200s. An example to copy: exercises/try/example.c", name);
    if (!catalogue_try(&exercise, options->build))
        give_up("nothing is built below %s. Run ./reclaim start first.", options->build);
    try_run(&report, &exercise, path, options);
    report_add_try(&text, &style, &report);
    show(&text);
    bool ran = report.count > 0;
    bool fine = ran && (report.results[0].verdict == VERDICT_PASSED ||
                        report.results[0].verdict == VERDICT_LEAKED);
    grade_end(&report);
    return fine ? 0 : 1;
}
