/* See course.h.
 *
 * Beside the program, in PROGRAM.01, stand a line that says of which build it is and how long the
 * lesson took, then the records. A file that does not fit the program, is cut or cannot be written
 * is as good as none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercises/grader/judge/course.h"

enum { LESSON_MOST = 300, MEMORY_MOST = 64 << 20 };

const char *course_number(const char *lesson)
{
    return copy_of(lesson, strspn(lesson, "0123456789"));
}

void course_name_check(char *name, size_t size, const char *lesson)
{
    snprintf(name, size, "lesson_%s", course_number(lesson));
}

/* What the file begins with, up to the seconds: which build of the program it is of. */
static const char *build_of(const struct course *course)
{
    struct stat about;

    if (stat(course->program, &about) != 0)
        return NULL;
    return format("reclaim-course 1 %lld.%09ld %lld ", (long long)about.st_mtim.tv_sec,
                  about.st_mtim.tv_nsec, (long long)about.st_size);
}

static const char *file_of(const struct course *course)
{
    return format("%s.%s", course->program, course_number(course->lesson));
}

/* The last thing that a lesson sees is its exit status. */
static bool is_whole(const struct stream *stream)
{
    const struct record *last = NULL, *record;
    size_t at;

    for (size_t i = 0; (record = stream_see(stream, i, &at)) != NULL; i++)
        last = record;
    return stream->done && last != NULL && strcmp(last->field[2], "0") == 0;
}

static bool remember(struct course *course)
{
    const char *build = build_of(course);
    struct text text = {0};

    if (build == NULL || !file_read(file_of(course), MEMORY_MOST, &text))
        return false;
    const char *seconds = after_prefix(text_of(&text), build);
    const char *records = seconds != NULL ? strchr(seconds, '\n') : NULL;
    if (records != NULL) {
        course->seconds = atof(seconds);
        records++;
        stream_read(&course->stream, records, text.size - (size_t)(records - text_of(&text)));
    }
    text_free(&text);
    if (records != NULL && is_whole(&course->stream))
        return true;
    course->stream = (struct stream){0};
    return false;
}

/* Another judge may do so just now: what is there is always whole. */
static void keep(const struct course *course, const struct text *records)
{
    const char *build = build_of(course), *file = file_of(course);
    const char *draft = format("%s.%ld", file, (long)getpid());
    struct text text = {0};

    if (build == NULL)
        return;
    text_format(&text, "%s%f\n", build, course->seconds);
    text_add(&text, text_of(records), records->size);
    if (!file_write(draft, text_of(&text), text.size) || rename(draft, file) != 0)
        unlink(draft);
    text_free(&text);
}

void course_start(struct course *course)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};

    course->remembered = remember(course);
    if (course->remembered)
        return;
    const char **argv = allocate(2, sizeof *argv);
    argv[0] = course->program;
    course->job = (struct job){.magic = JOB_MAGIC, .mode = JOB_ONE, .seed = 1};
    course_name_check(course->job.check, sizeof course->job.check, course->lesson);
    course->run =
        (struct run){.argv = argv,
                     .environment = environment,
                     .limits = {.cpu = LESSON_MOST, .wall = 2 * LESSON_MOST, .file = 64 << 20},
                     .job = &course->job};
    run_start(&course->run);
}

void course_end(struct course *course)
{
    struct text records = {0};

    if (course->remembered)
        return;
    run_wait(&course->run);
    bool fine = stream_unwrap(&course->run.records, course->job.nonce, false, &records);
    stream_read(&course->stream, text_of(&records), records.size);
    if (!fine || course->run.status != 0 || !is_whole(&course->stream))
        give_up("lesson %s fails by itself on this machine: ./reclaim lesson %d says where.\n%s",
                course->lesson, atoi(course->lesson), text_of(&course->run.output));
    course->seconds = course->run.seconds;
    keep(course, &records);
    run_free(&course->run);
    text_free(&records);
}
