/* See answers.h.
 *
 * A pack is text: a line "reclaim-answers 1", the `about` lines, and for each seed a line "seed N"
 * and the records of a reference run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/answers.h"

enum { PACK_MOST = 256 << 20, REFERENCE_SECONDS = 60 };

static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};

static void start_reference(struct answers *answers)
{
    const char **argv = allocate(2, sizeof *argv);

    argv[0] = answers->exercise->reference;
    answers->job = (struct job){.magic = JOB_MAGIC, .mode = JOB_FORKED, .seed = answers->seed};
    answers->run = (struct run){
        .argv = argv,
        .environment = environment,
        .limits = {.cpu = REFERENCE_SECONDS,
                   .wall = REFERENCE_SECONDS,
                   .file = 64 << 20,
                   .records = 64 << 20},
        .job = &answers->job,
    };
    run_start(&answers->run);
    answers->running = true;
}

/* Of the check that came last. */
static void read_reason(struct answers *answers, const char *const *field)
{
    static const char *const words[REASONS] = {"too many", "too few",   "leaked",
                                               "crashed",  "timed out", "error"};

    for (int i = 0; i < REASONS; i++)
        if (answers->count > 0 && strcmp(words[i], field[1]) == 0)
            answers->checks[answers->count - 1].reasons[i] = field[2];
}

static void read_abouts(struct answers *answers, const struct stream *head)
{
    answers->checks = allocate(head->count, sizeof answers->checks[0]);
    answers->streams = allocate(head->count, sizeof answers->streams[0]);
    for (size_t i = 0; i < head->count; i++) {
        const char *const *field = head->records[i].field;
        if (head->records[i].kind == RECORD_ABOUT)
            answers->checks[answers->count++] = (struct about){
                .name = field[0],
                .points = atoi(field[1]),
                .seconds = atoi(field[2]),
                .after = field[3],
                .see = field[4],
                .title = *field[5] != '\0' ? field[5] : field[0],
                .usually = field[6],
            };
        else if (head->records[i].kind == RECORD_REASON)
            read_reason(answers, field);
    }
}

/* Splits "about ... check a ... done check b ... done" into the parts of answers. */
static void read_answers(struct answers *answers, const char *plain)
{
    struct stream head = {0};
    const char *start = *plain == 'c' ? plain - 1 : strstr(plain, "\ncheck ");
    size_t size = start != NULL ? (size_t)(start + 1 - plain) : strlen(plain);

    if (answers->checks == NULL) {
        stream_read(&head, plain, size);
        read_abouts(answers, &head);
    }
    for (const char *next; start != NULL; start = next) {
        struct stream stream = {0};
        next = strstr(start + 1, "\ncheck ");
        stream_read(&stream, start + 1, next != NULL ? (size_t)(next - start) : strlen(start + 1));
        for (size_t i = 0; i < answers->count && stream.count > 0; i++)
            if (strcmp(answers->checks[i].name, stream.records[0].field[0]) == 0)
                answers->streams[i] = stream;
    }
}

static void finish_reference(struct answers *answers)
{
    struct text plain = {0};
    struct run *run = &answers->run;

    run_wait(run);
    answers->running = false;
    answers->seconds = run->seconds;
    bool clean = stream_unwrap(&run->records, answers->job.nonce, true, &plain);
    if (run->status != 0 || !clean || plain.size == 0)
        give_up("the reference of %s does not stand by its own checks (status %d):\n%s",
                answers->exercise->name, run->status, text_of(&run->output));
    read_answers(answers, plain.bytes);
    run_free(run);
    text_free(&plain);
}

/* Cuts the part of one seed out of a pack: the wanted one, else one that there is. */
static void read_pack(struct answers *answers)
{
    struct text pack = {0};
    unsigned long long first, count = 0;

    if (!file_read(answers->exercise->pack, PACK_MOST, &pack) ||
        after_prefix(text_of(&pack), "reclaim-answers 1\n") == NULL)
        give_up("nothing says what is right for %s: there is no solution and no readable %s.\n"
                "Whoever handed out this copy can make it: ./reclaim record",
                answers->exercise->name, answers->exercise->pack);
    for (const char *at = pack.bytes; (at = strstr(at, "\nseed ")) != NULL; at++)
        count++;
    if (count == 0)
        give_up("%s holds no answers; ./reclaim record makes them.", answers->exercise->pack);
    first = (answers->seed - 1) % count + 1;
    answers->seed = first;
    answers->recorded = true;
    char *marker = format("\nseed %llu\n", first);
    char *part = strstr(pack.bytes, marker), *heads = strstr(pack.bytes, "\nseed ");
    if (part == NULL)
        give_up("%s is not whole; ./reclaim record makes it anew.", answers->exercise->pack);
    char *end = strstr(part + 1, "\nseed ");
    struct text plain = {0};
    text_add(&plain, pack.bytes, (size_t)(heads + 1 - pack.bytes));
    text_add(&plain, part + strlen(marker),
             end != NULL ? (size_t)(end + 1 - part) - strlen(marker)
                         : strlen(part + strlen(marker)));
    read_answers(answers, plain.bytes);
    text_free(&plain);
    text_free(&pack);
}

static bool has_reference(const struct exercise *exercise)
{
    return exercise->reference != NULL && file_exists(exercise->reference);
}

bool answers_are_there(const struct exercise *exercise)
{
    return has_reference(exercise) || file_exists(exercise->pack);
}

void answers_begin(struct answers *answers, const struct exercise *exercise, uint64_t seed,
                   bool prefer_pack)
{
    *answers = (struct answers){.exercise = exercise, .seed = seed};
    if (has_reference(exercise) && !(prefer_pack && file_exists(exercise->pack)))
        start_reference(answers);
    else
        read_pack(answers);
}

void answers_finish(struct answers *answers)
{
    int points = answers->exercise->lessons != NULL; /* the last row's, which is no check */

    if (answers->running)
        finish_reference(answers);
    for (size_t i = 0; i < answers->count; i++) {
        points += answers->checks[i].points;
        if (!answers->streams[i].done)
            give_up("no answers for %s of %s with seed %llu.", answers->checks[i].name,
                    answers->exercise->name, (unsigned long long)answers->seed);
        if (stream_find(&answers->streams[i], RECORD_LEAK) != NULL)
            give_up("the solution of %s leaks in %s.", answers->exercise->name,
                    answers->checks[i].name);
        const struct record *amiss = stream_find(&answers->streams[i], RECORD_AMISS);
        if (amiss != NULL)
            give_up("the solution of %s does not give what every exercise owes, in %s: %s",
                    answers->exercise->name, answers->checks[i].name, amiss->field[0]);
    }
    if (points != 10)
        give_up("the points of the checks of %s sum to %d, not 10.", answers->exercise->name,
                points);
}

bool answers_record(const struct exercise *exercise, unsigned count)
{
    struct text pack = {0};

    text_format(&pack, "reclaim-answers 1\n");
    for (unsigned seed = 1; seed <= count; seed++) {
        struct answers answers;
        struct text plain = {0};
        answers_begin(&answers, exercise, seed, false);
        if (!answers.running)
            give_up("%s has no solution here, so there is nothing to record from.", exercise->name);
        run_wait(&answers.run);
        if (answers.run.status != 0 || !stream_unwrap(&answers.run.records, 0, true, &plain))
            give_up("the reference of %s does not stand by its own checks:\n%s", exercise->name,
                    text_of(&answers.run.output));
        const char *checks = strstr(plain.bytes, "\ncheck ");
        size_t head = checks != NULL ? (size_t)(checks + 1 - plain.bytes) : plain.size;
        if (seed == 1)
            text_add(&pack, plain.bytes, head);
        text_format(&pack, "seed %u\n", seed);
        text_add(&pack, plain.bytes + head, plain.size - head);
        run_free(&answers.run);
        text_free(&plain);
    }
    bool fine = file_write(exercise->pack, pack.bytes, pack.size);
    text_free(&pack);
    return fine;
}
