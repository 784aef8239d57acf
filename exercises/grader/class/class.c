/* Grading a class: see class.h. A student's process writes the marks into a file in memory and
 * ends; what it took of this machine goes with it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/class/class.h"
#include "exercises/grader/class/journal.h"
#include "exercises/grader/judge/work.h"
#include "exercises/grader/report/files.h"
#include "exercises/grader/report/report.h"

/* The class under way. */
struct class_work {
    const struct exercise *const *exercises;
    size_t count;
    const struct options *options;
    struct journal journal;
    struct words students;
    size_t known; /* of the students, the first so many are in the journal */
    bool full;
    int csv; /* the rows as they are known; -1: none */
};

/* One student's process. */
struct student {
    pid_t pid;
    int fd; /* of the file in memory */
};

static void add_shown(struct text *to, const struct grading *grading)
{
    struct style style = style_of_terminal();
    struct text marks = {0};

    for (size_t i = 0; i < grading->count; i++) {
        const struct report *report = &grading->reports[i];
        bool whole =
            report->count == 0 || (report->verdict == VERDICT_NOT_STARTED && report->points == 0);
        text_format(&marks, "  %s %s", report->exercise->id,
                    whole ? verdict_word(report->verdict) : format("%d", report->points));
    }
    add_both_ends(to, &style, grading->student, STRONG,
                  report_points(grading_points(grading), grading_most(grading)), PLAIN);
    add_wrapped(to, &style, "", 2, text_of(&marks) + 2);
    text_free(&marks);
}

static void fill(struct marks *marks, const struct grading *grading, const struct options *options)
{
    const char *name = grading->student;

    marks->full = grading_points(grading) == grading_most(grading);
    text_add(&marks->part[PART_NAME], name, strlen(name));
    add_shown(&marks->part[PART_SHOWN], grading);
    if (options->csv != NULL)
        csv_add(&marks->part[PART_CSV], grading);
    if (options->json != NULL)
        json_add(&marks->part[PART_JSON], grading);
    if (options->junit != NULL)
        junit_add(&marks->part[PART_JUNIT], grading);
    if (options->verdicts != NULL)
        verdicts_add(&marks->part[PART_VERDICTS], grading);
}

static struct grading new_grading(const struct class_work *work, const char *student)
{
    return (struct grading){.student = student,
                            .reports = allocate(work->count, sizeof(struct report)),
                            .count = work->count};
}

/* In a process of its own: never returns. */
static _Noreturn void grade_student(const struct class_work *work, const char *student, int fd)
{
    struct grading grading = new_grading(work, student);
    char *submission = format("%s/%s", work->options->class_folder, student);
    struct marks marks = {0};

    run_prepare();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (size_t i = 0; i < work->count; i++)
        grade(&grading.reports[i], work->exercises[i], class_find(submission, work->exercises[i]),
              work->options);
    fill(&marks, &grading, work->options);
    marks_write(fd, &marks);
    exit(0);
}

/* What is said of a student whose process ended before it had said anything. */
static void fill_unknown(struct marks *marks, const struct class_work *work, const char *student)
{
    struct grading grading = new_grading(work, student);

    for (size_t i = 0; i < work->count; i++)
        grading.reports[i] = (struct report){
            .exercise = work->exercises[i],
            .verdict = VERDICT_COULD_NOT_RUN,
            .points_most = 10,
            .sentence = "The judge did not come to its end over this submission.",
        };
    fill(marks, &grading, work->options);
    marks->full = false;
}

static void start_student(const struct class_work *work, struct student *student, const char *name)
{
    student->fd = memfd_create("marks", MFD_CLOEXEC);
    student->pid = student->fd >= 0 ? fork() : -1;
    if (student->pid < 0)
        give_up("cannot start a process: %s.", strerror(errno));
    if (student->pid == 0)
        grade_student(work, name, student->fd);
}

static void stop_all(const struct student *students, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        kill(students[i].pid, SIGTERM);
    for (size_t i = from; i < to; i++)
        waitpid(students[i].pid, NULL, 0);
}

static void add_row(const struct class_work *work, const struct text *row)
{
    if (work->csv >= 0 && write(work->csv, text_of(row), row->size) != (ssize_t)row->size)
        give_up("cannot write %s: %s.", work->options->csv, strerror(errno));
}

static void take_marks(struct class_work *work, const struct marks *marks)
{
    fwrite(text_of(&marks->part[PART_SHOWN]), 1, marks->part[PART_SHOWN].size, stdout);
    fflush(stdout);
    add_row(work, &marks->part[PART_CSV]);
    work->full = work->full && marks->full;
}

/* Returns 0, or with what status the judge has to stop. */
static int end_student(struct class_work *work, struct student *student, const char *name)
{
    struct marks marks = {0};
    int status = 0;

    while (waitpid(student->pid, &status, 0) < 0 && errno == EINTR && !run_interrupted())
        ;
    if (run_interrupted())
        return 128 + run_interrupted();
    lseek(student->fd, 0, SEEK_SET);
    bool whole = marks_read(student->fd, &marks);
    if (!whole && WIFEXITED(status) && WEXITSTATUS(status) > 128) /* the signal reached it first */
        return WEXITSTATUS(status);
    if (!whole)
        fill_unknown(&marks, work, name);
    close(student->fd);
    journal_add(&work->journal, &marks);
    take_marks(work, &marks);
    marks_free(&marks);
    return 0;
}

static void grade_students(struct class_work *work)
{
    struct student *students = allocate(work->students.count, sizeof *students);
    size_t started = work->known, most = grade_processors();

    for (size_t ended = work->known; ended < work->students.count; ended++) {
        for (; started < work->students.count && started < ended + most; started++)
            start_student(work, &students[started], work->students.at[started]);
        int stopped = end_student(work, &students[ended], work->students.at[ended]);
        if (stopped != 0) {
            stop_all(students, ended, started);
            exit(stopped);
        }
    }
    free(students);
}

/* ---- the files ------------------------------------------------------------------------------- */

/* A file that is made out of one part of everybody's marks. */
struct gathering {
    FILE *file;
    enum part part;
    const char *between;
    size_t count;
};

static void gather(const struct marks *marks, void *argument)
{
    struct gathering *gathering = argument;
    const struct text *text = &marks->part[gathering->part];

    if (gathering->count++ > 0)
        fputs(gathering->between, gathering->file);
    fwrite(text_of(text), 1, text->size, gathering->file);
}

/* Written beside it and renamed, so that it is whole or as it was; a device as it stands. */
static void write_file(const struct class_work *work, const char *path, enum part part,
                       const char *head, const char *between, const char *foot)
{
    char *fresh = file_is_special(path) ? NULL : format("%s.%d", path, (int)getpid());
    struct gathering gathering = {
        .file = fopen(fresh != NULL ? fresh : path, "we"), .part = part, .between = between};

    if (gathering.file == NULL)
        give_up("cannot write %s: %s.", path, strerror(errno));
    fputs(head, gathering.file);
    journal_each(&work->journal, gather, &gathering);
    fputs(foot, gathering.file);
    bool fine = !ferror(gathering.file);
    if (fclose(gathering.file) != 0 || !fine || (fresh != NULL && rename(fresh, path) != 0)) {
        int why = errno;
        if (fresh != NULL)
            unlink(fresh);
        give_up("cannot write %s: %s.", path, strerror(why));
    }
}

static const char *csv_head_of(const struct class_work *work)
{
    struct text head = {0};

    csv_add_head(&head, work->exercises, work->count);
    return head.bytes;
}

static void write_files(const struct class_work *work)
{
    const struct options *options = work->options;

    if (options->csv != NULL)
        write_file(work, options->csv, PART_CSV, csv_head_of(work), "", "");
    if (options->json != NULL)
        write_file(work, options->json, PART_JSON, json_head, ",\n", json_foot);
    if (options->junit != NULL)
        write_file(work, options->junit, PART_JUNIT, junit_head, "", junit_foot);
    if (options->verdicts != NULL)
        write_file(work, options->verdicts, PART_VERDICTS, "", "", "");
}

/* Who is in the journal comes first, in its order, which is the class's unless folders came and
 * went meanwhile. */
static void know(const struct marks *marks, void *argument)
{
    struct class_work *work = argument;
    const char *name = text_of(&marks->part[PART_NAME]);

    if (work->known < work->students.count && strcmp(work->students.at[work->known], name) != 0)
        give_up("the folders of the class are not those of before (%s): begin anew without "
                "--resume.",
                make_one_line(name));
    work->known++;
    take_marks(work, marks);
}

static void begin(struct class_work *work)
{
    struct text ids = {0};
    const char *csv = work->options->csv;

    for (size_t i = 0; i < work->count; i++)
        text_format(&ids, "%s%s", i > 0 ? " " : "", work->exercises[i]->id);
    journal_open(&work->journal, work->options, text_of(&ids));
    work->csv = csv == NULL || file_is_special(csv)
                    ? -1
                    : open(csv, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (csv != NULL && work->csv < 0 && !file_is_special(csv))
        give_up("cannot write %s: %s.", csv, strerror(errno));
    if (work->csv >= 0) {
        const char *head = csv_head_of(work);
        add_row(work, &(struct text){.bytes = (char *)(uintptr_t)head, .size = strlen(head)});
    }
    journal_each(&work->journal, know, work);
}

int class_grade(const struct exercise *const *exercises, size_t count,
                const struct options *options)
{
    struct class_work work = {
        .exercises = exercises, .count = count, .options = options, .full = true};

    work.students = class_students(options->class_folder);
    begin(&work);
    grade_students(&work);
    if (work.csv >= 0)
        close(work.csv);
    write_files(&work);
    journal_remove(&work.journal);
    return work.full ? 0 : 1;
}
