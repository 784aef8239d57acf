/* See told.h. The course's lessons come first: how long they take says how long the learner's may.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/place.h"
#include "exercises/grader/judge/told.h"
#include "exercises/grader/judge/work.h"

enum { LESSON_SECONDS = 5, LESSON_MOST = 300, TIMES = 20 };

static const char act[] = "━━ Act ", before_title[] = " ━━ ", after_title[] = " ━", tick[] = "✓ ";

const char *told_number(const char *lesson)
{
    return copy_of(lesson, strspn(lesson, "0123456789"));
}

static const char *line_at(const struct stream *stream, size_t nth)
{
    size_t at;
    const struct record *record = stream_see(stream, nth, &at);

    return record != NULL ? record->field[2] : NULL;
}

const char *told_act(const struct stream *stream, size_t nth)
{
    for (size_t i = nth + 1; i-- > 0;) {
        const char *line = line_at(stream, i);
        const char *rest = line != NULL ? after_prefix(line, act) : NULL;
        const char *title = rest != NULL ? strstr(rest, before_title) : NULL;
        if (title == NULL)
            continue;
        title += strlen(before_title);
        const char *end = strstr(title, after_title);
        return copy_of(title, end != NULL ? (size_t)(end - title) : strlen(title));
    }
    return NULL;
}

size_t told_claims(const struct stream *stream)
{
    size_t count = 0;

    for (size_t i = 0; i < stream->count; i++) {
        const char *line = stream->records[i].field[2];
        count += stream->records[i].kind == RECORD_SEE &&
                 after_prefix(line + strspn(line, " "), tick) != NULL;
    }
    return count;
}

/* One at a time ends, as many as there are processors are under way. */
static void run_all(struct told *tolds, size_t count, void (*start)(struct told *),
                    void (*end)(struct told *))
{
    size_t started = 0, most = grade_processors();

    for (size_t ended = 0; ended < count; ended++) {
        for (; started < count && started < ended + most; started++)
            start(&tolds[started]);
        end(&tolds[ended]);
    }
}

static void start_course(struct told *told)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    const char **argv = allocate(2, sizeof *argv);

    argv[0] = told->program;
    told->job = (struct job){.magic = JOB_MAGIC, .mode = JOB_ONE, .seed = 1};
    snprintf(told->job.check, sizeof told->job.check, "lesson_%s", told_number(told->lesson));
    told->run =
        (struct run){.argv = argv,
                     .environment = environment,
                     .limits = {.cpu = LESSON_MOST, .wall = 2 * LESSON_MOST, .file = 64 << 20},
                     .job = &told->job};
    run_start(&told->run);
}

static void end_course(struct told *told)
{
    struct text plain = {0};
    size_t count = 0;

    run_wait(&told->run);
    bool fine = stream_unwrap(&told->run.records, told->job.nonce, &plain);
    stream_read(&told->course, text_of(&plain), plain.size);
    while (line_at(&told->course, count) != NULL)
        count++;
    if (!fine || told->run.status != 0 || !told->course.done || count == 0 ||
        strcmp(line_at(&told->course, count - 1), "0") != 0)
        give_up("lesson %s fails by itself on this machine: ./reclaim lesson %d says where.\n%s",
                told->lesson, atoi(told->lesson), text_of(&told->run.output));
    told->course_seconds = told->run.seconds;
    run_free(&told->run);
    text_free(&plain);
}

static void start_mine(struct told *told)
{
    double slow = work.options->slow;
    double cpu = (LESSON_SECONDS + TIMES * told->course_seconds) * slow;
    struct limits limits = grade_limits(cpu, cpu + LESSON_SECONDS * slow);

    told->job.nonce = grade_random();
    told->run = (struct run){.limits = limits, .job = &told->job};
    grade_aim_filtered(&told->run, told->program);
    run_start(&told->run);
}

/* Which lesson it was is said in front of every sentence. */
static void end_mine(struct told *told)
{
    struct result *result = &told->result;
    const char *number = told_number(told->lesson);

    run_wait(&told->run);
    *result = (struct result){.expected = &told->course};
    verdict_find(result, &told->run, told->job.nonce);
    result->place = place_find(&result->stream, work.compilation.shared, work.compilation.source);
    if (result->verdict == VERDICT_WRONG)
        result->sentence = format("Lesson %s says something else on your code.", number);
    else if (result->sentence != NULL)
        result->sentence = format("Lesson %s: %s", number, result->sentence);
    run_free(&told->run);
}

struct told *told_run(const struct words *lessons, const char *course, const char *mine)
{
    struct told *tolds = allocate(lessons->count, sizeof *tolds);

    for (size_t i = 0; i < lessons->count; i++)
        tolds[i] = (struct told){.lesson = lessons->at[i], .program = course};
    run_all(tolds, lessons->count, start_course, end_course);
    for (size_t i = 0; i < lessons->count; i++)
        tolds[i].program = mine;
    run_all(tolds, lessons->count, start_mine, end_mine);
    return tolds;
}
