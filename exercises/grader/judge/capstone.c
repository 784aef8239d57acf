/* See capstone.h. A unit is compiled, passed through the gate and checked as any answer is; its
 * object is kept, and what goes into the one shared object is nothing else. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/capstone.h"
#include "exercises/grader/judge/place.h"
#include "exercises/grader/judge/work.h"
#include "exercises/grader/walls/scratch.h"

enum { CONFORMANCE_SECONDS = 120, OPEN_MOST = 1 << 20 };

static const char *object_of(const struct capstone *capstone, const struct unit *unit)
{
    return format("%s/%s.o", capstone->scratch, unit->exercise->name);
}

static void keep_object(const struct capstone *capstone, const struct unit *unit,
                        const char *object)
{
    if (rename(object, object_of(capstone, unit)) != 0)
        give_up("cannot keep %s: %s.", object, strerror(errno));
}

static const char *why_not(const struct report *report)
{
    for (size_t i = 0; i < report->count && report->verdict != VERDICT_NOT_STARTED; i++)
        if (report->results[i].verdict != VERDICT_PASSED)
            return format("%s: %s", verdict_word(report->results[i].verdict),
                          report->results[i].about->title);
    return verdict_word(report->verdict);
}

/* The library's own file, by the same way through the compiler. */
static void compile_ours(const struct capstone *capstone, const struct unit *unit,
                         const struct options *options)
{
    const struct exercise *exercise = unit->exercise;
    struct compilation ours = {
        .exercise = exercise,
        .source = format("%s/common/%s", exercise->root, exercise->seam),
        .scratch = capstone->scratch,
        .cc = options->cc,
        .more = options->more,
    };

    if (!compile(&ours))
        give_up("the library's own %s does not compile:\n%s", exercise->seam, ours.errors);
    keep_object(capstone, unit, ours.object);
}

static void judge_unit(const struct capstone *capstone, struct unit *unit, const char *source,
                       const struct options *options)
{
    struct report report;

    grade_quickly(&report, unit->exercise, source, options);
    unit->own = report.pending; /* all checks passed: what is left are the lessons */
    if (unit->own)
        keep_object(capstone, unit, report.work->compilation.object);
    else
        unit->why = why_not(&report);
    unit->begun = report.verdict != VERDICT_NOT_STARTED;
    grade_end(&report);
    if (!unit->own)
        compile_ours(capstone, unit, options);
}

void capstone_begin(struct capstone *capstone, const struct catalogue *catalogue,
                    const struct options *options,
                    const char *(*source_of)(const struct exercise *, const struct options *))
{
    capstone->scratch = scratch_make();
    capstone->units = allocate(catalogue->count, sizeof capstone->units[0]);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct exercise *exercise = &catalogue->exercises[i];
        if (exercise->lessons == NULL)
            continue; /* no seam, or one with a rule of its own */
        struct unit *unit = &capstone->units[capstone->unit_count++];
        unit->exercise = exercise;
        judge_unit(capstone, unit, source_of(exercise, options), options);
        capstone->own_count += unit->own;
    }
}

void capstone_link(struct capstone *capstone, const struct options *options)
{
    const struct exercise *first = capstone->units[0].exercise;
    struct words others = {0};
    struct report *report = allocate(1, sizeof *report);
    struct work *work = allocate(1, sizeof *work);

    for (size_t i = 1; i < capstone->unit_count; i++)
        words_add(&others, object_of(capstone, &capstone->units[i]));
    *report = (struct report){.exercise = first, .work = work};
    *work = (struct work){
        .report = report, .options = options, .sandbox = grade_wants_sandbox(options)};
    work->compilation = (struct compilation){.exercise = first,
                                             .source = first->source,
                                             .cc = options->cc,
                                             .sandbox = work->sandbox,
                                             .scratch = capstone->scratch,
                                             .object = object_of(capstone, &capstone->units[0])};
    if (!link_shared(&work->compilation, &others))
        give_up("the units do not link together:\n%s", work->compilation.errors);
    capstone->work = work;
}

/* The first unit of the learner's that a crash came from. */
static void find_place(const struct capstone *capstone, struct result *result)
{
    result->place = NULL;
    for (size_t i = 0; i < capstone->unit_count && result->place == NULL; i++)
        if (capstone->units[i].own)
            result->place = place_find(&result->stream, capstone->work->compilation.shared,
                                       capstone->units[i].exercise->source);
}

void capstone_tell(struct capstone *capstone)
{
    const struct exercise *about = &capstone->about;

    capstone->lessons = told_run(capstone->work, &about->told, about->course, about->lessons);
    for (size_t i = 0; i < about->told.count; i++)
        find_place(capstone, &capstone->lessons[i].result);
}

/* The ids in the .open files of the units that are the learner's. */
static struct words open_programs(const struct capstone *capstone)
{
    struct words ids = {0};

    for (size_t i = 0; i < capstone->unit_count; i++) {
        const char *path = capstone->units[i].exercise->open;
        struct text text = {0};
        if (!capstone->units[i].own || path == NULL || !file_read(path, OPEN_MOST, &text))
            continue;
        char *rest = text.bytes; /* kept: the words are in it */
        for (char *line; (line = strsep(&rest, "\n")) != NULL;)
            if (*line != '\0' && *line != '#')
                words_add(&ids, line);
    }
    return ids;
}

/* What the conformance programs should have said: each of them that there is no difference, or
 * whatever it said where it is open. */
static struct stream *agreement(struct capstone *capstone, const struct run *run, uint64_t nonce)
{
    struct stream *stream = allocate(1, sizeof *stream);
    struct words open = open_programs(capstone);
    struct text plain = {0};

    if (stream_unwrap(&run->records, nonce, false, &plain))
        stream_read(stream, text_of(&plain), plain.size);
    for (size_t i = 0; i < stream->count; i++) {
        struct record *record = &stream->records[i];
        if (record->kind != RECORD_SEE)
            continue;
        bool agrees = strcmp(record->field[2], AS_CPYTHON) == 0;
        capstone->programs++;
        capstone->agreeing += agrees;
        if (!agrees && words_have(&open, record->field[0]))
            capstone->open++;
        else
            record->field[2] = AS_CPYTHON;
    }
    text_free(&plain);
    return stream;
}

size_t capstone_next_parted(const struct capstone *capstone, size_t nth)
{
    const struct result *result = &capstone->conformance;
    const struct record *record;
    size_t at;

    while ((record = stream_see(&result->stream, ++nth, &at)) != NULL)
        if (records_differ(record, stream_see(result->expected, nth, &at)))
            return nth;
    return (size_t)-1;
}

/* CPython reads its own files, so these are not behind the inner filter. What libpython keeps for
 * ever is none of LeakSanitizer's business. */
void capstone_compare(struct capstone *capstone)
{
    static const char *const environment[] = {
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
        "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL};
    struct job job = {.magic = JOB_MAGIC,
                      .mode = JOB_ONE,
                      .seed = 1,
                      .nonce = grade_random(),
                      .check = "conformance"};
    double cpu = CONFORMANCE_SECONDS * capstone->work->options->slow;
    struct run run = {.limits = grade_limits(capstone->work, cpu, 2 * cpu), .job = &job};
    struct result *result = &capstone->conformance;

    if (capstone->about.conformance == NULL || !file_exists(capstone->about.conformance))
        return;
    grade_aim_filtered(capstone->work, &run, capstone->about.conformance);
    run.inside = NULL;
    run.environment = environment;
    run_start(&run);
    run_wait(&run);
    result->expected = agreement(capstone, &run, job.nonce);
    verdict_find(result, &run, job.nonce);
    find_place(capstone, result);
    capstone->compared = true;
    run_free(&run);
}

size_t capstone_lessons_passed(const struct capstone *capstone)
{
    size_t passed = 0;

    for (size_t i = 0; i < capstone->about.told.count; i++)
        passed += capstone->lessons[i].result.verdict == VERDICT_PASSED;
    return passed;
}

bool capstone_done(const struct capstone *capstone)
{
    return capstone->own_count == capstone->unit_count && capstone->unit_count > 0 &&
           capstone_lessons_passed(capstone) == capstone->about.told.count &&
           (!capstone->compared || capstone->conformance.verdict == VERDICT_PASSED);
}
