/* See told.h. The course's lessons come first: how long they take says how long the learner's may.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/place.h"
#include "exercises/grader/judge/told.h"
#include "exercises/grader/judge/work.h"

enum { LESSON_SECONDS = 5, TIMES = 20 };

static const char act[] = "━━ Act ", before_title[] = " ━━ ", after_title[] = " ━", tick[] = "✓ ";

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

static void start_course(struct told *told)
{
    course_start(&told->course);
}

static void end_course(struct told *told)
{
    course_end(&told->course);
}

static void start_mine(struct told *told)
{
    double slow = told->work->options->slow;
    double cpu = (LESSON_SECONDS + TIMES * told->course.seconds) * slow;

    told->job =
        (struct job){.magic = JOB_MAGIC, .mode = JOB_ONE, .seed = 1, .nonce = grade_random()};
    course_name_check(told->job.check, sizeof told->job.check, told->course.lesson);
    told->run = (struct run){.limits = grade_limits(told->work, cpu, cpu + LESSON_SECONDS * slow),
                             .job = &told->job};
    grade_aim_filtered(told->work, &told->run, told->program);
    run_start(&told->run);
}

/* Which lesson it was is said in front of every sentence. */
static void end_mine(struct told *told)
{
    const struct compilation *compilation = &told->work->compilation;
    struct result *result = &told->result;
    const char *number = course_number(told->course.lesson);

    run_wait(&told->run);
    *result = (struct result){.expected = &told->course.stream};
    verdict_find(result, &told->run, told->job.nonce);
    result->place = place_find(&result->stream, compilation->shared, compilation->source);
    if (result->verdict == VERDICT_WRONG)
        result->sentence = format("Lesson %s says something else on your code.", number);
    else if (result->sentence != NULL)
        result->sentence = format("Lesson %s: %s", number, result->sentence);
    run_free(&told->run);
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

struct told *told_run(const struct work *work, const struct words *lessons, const char *course,
                      const char *mine)
{
    struct told *tolds = allocate(lessons->count, sizeof *tolds);

    for (size_t i = 0; i < lessons->count; i++)
        tolds[i] = (struct told){
            .course = {.lesson = lessons->at[i], .program = course}, .work = work, .program = mine};
    run_all(tolds, lessons->count, start_course, end_course);
    run_all(tolds, lessons->count, start_mine, end_mine);
    return tolds;
}
