/* See try.h. The file is compiled twice: as it is, so that what the compiler and the gate say is of
 * the learner's own lines; then with its lines traced. */
#include <string.h>

#include "exercises/grader/judge/try.h"
#include "exercises/grader/judge/work.h"

enum { SOURCE_MOST = 1 << 20 };

/* A name that a #line can hold as it is. */
static const char *name_in_line(const char *path)
{
    return strpbrk(path, "\\\"\n") == NULL ? path : "your file";
}

/* A copy that does not compile, whatever the reason, is left aside: then no lines are shown. */
static void trace_lines(struct work *work)
{
    struct compilation traced = work->compilation;
    struct text source = {0}, with_lines = {0};

    traced.source = format("%s/traced.c", traced.scratch);
    if (!file_read(work->compilation.source, SOURCE_MOST, &source))
        return;
    text_format(&with_lines, "void try_line(int line);\n#line 1 \"%s\"\n",
                name_in_line(work->compilation.source));
    try_add_lines(&with_lines, text_of(&source));
    if (!file_write(traced.source, text_of(&with_lines), with_lines.size) || !compile(&traced) ||
        !link_shared(&traced, NULL)) {
        compile(&work->compilation);
        link_shared(&work->compilation, NULL);
    }
    text_free(&source);
    text_free(&with_lines);
}

void try_run(struct report *report, struct exercise *exercise, const char *path,
             const struct options *options)
{
    static struct about about = {.name = "try",
                                 .title = "try",
                                 .usually = "",
                                 .see = "",
                                 .after = "",
                                 .points = 0,
                                 .seconds = 5};
    static struct stream nothing;

    exercise->source = path;
    grade_begin(report, exercise, options);
    report->work->answers = (struct answers){.exercise = exercise,
                                             .seed = options->seed != 0 ? options->seed : 1,
                                             .checks = &about,
                                             .streams = &nothing,
                                             .count = 1};
    if (!grade_build(report, path))
        return;
    trace_lines(report->work);
    grade_run_check(report, 0);
}
