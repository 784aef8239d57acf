/*
 * Every allocation of the conformance programs fails once, in our world: no crash, no leak, nothing
 * changed by an operation that failed, and the program ends as it does otherwise.
 *
 *   failing [PART-OF-AN-ID]
 *   failing --once           each program without a failure: for Valgrind
 *
 * The programs are the named ones, and DRAWN random ones of the fuzzer's operations. Of a program
 * that makes very many requests the first MANY fail, and then a selection; one that makes more than
 * ENOUGH is left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/objects/freelist.h"
#include "common/tests/conformance/backend_again.h"
#include "common/tests/conformance/hooks.h"
#include "common/tests/conformance/operations.h"
#include "common/tests/conformance/programs.h"

enum { MANY = 200, SELECTION = 10, ENOUGH = 2000, DRAWN = 80, LENGTH = 120 };

static struct world *const world = &worlds[0];
static bool once;
static size_t runs, failures, faults, left_out;

/* A program: a named one, or (NULL) the random one of a seed. */
struct job {
    const struct program *program;
    uint64_t seed;
};

static void perform(const struct job *job)
{
    struct random random = {job->seed};

    if (job->program != NULL)
        job->program->run(world);
    for (int i = 0; job->program == NULL && i < LENGTH; i++) {
        operation_perform(world, operation_draw(&random, world));
        world->does->take_error();
        world_forget_events(world);
    }
}

static void complain(const struct job *job, size_t nth, const char *what)
{
    printf("%s (seed %llu), request %zu fails: %s\n",
           job->program == NULL ? "a random program" : job->program->id,
           (unsigned long long)job->seed, nth, what);
    faults++;
}

/* What the events come to, to compare two runs. */
static size_t digest_events(void)
{
    size_t digest = world->event_count;

    for (size_t i = 0; i < world->event_count; i++) {
        for (const char *c = world->events[i].what; *c != '\0'; c++)
            digest = (digest ^ (unsigned char)*c) * 0x100000001B3u;
        digest = (digest ^ (size_t)world->events[i].value) * 0x100000001B3u;
    }
    return digest;
}

/* Runs it with the @nth request failing; 0: none. @return the number of requests it made. */
static size_t run(const struct job *job, size_t nth, size_t *digest)
{
    char report[200];
    size_t blocks = memory_blocks();

    world_begin(world);
    again_begin();
    size_t before = memory_requests();
    memory_fail_at(nth);
    perform(job);
    size_t requests = memory_requests() - before;
    memory_fail_at(0);
    world->does->take_error();
    if (again.fault != NULL)
        complain(job, nth, again.fault);
    if (!world->collects->verify(report, sizeof report))
        complain(job, nth, report);
    *digest = digest_events();
    failures += again.failures > 0;
    runs++;
    world_end(world);
    freelists_clear();
    if (memory_blocks() != blocks)
        complain(job, nth, "memory has leaked");
    return requests;
}

/* A failure that an operation reports shows nowhere else; one that a collection or a death has to
 * live with (no memory for the callbacks' arguments) may. */
static void fail_each(const struct job *job)
{
    size_t expected, digest;
    size_t requests = run(job, 0, &expected);
    if (once)
        return;
    if (requests > ENOUGH) {
        left_out++;
        return;
    }
    size_t step = requests > MANY ? (requests - MANY) / SELECTION + 1 : 1;

    for (size_t nth = 1; nth <= requests; nth += nth < MANY ? 1 : step) {
        run(job, nth, &digest);
        if (job->program != NULL && again.failures > 0 && digest != expected)
            complain(job, nth, "the program went on differently");
    }
}

int main(int argc, char **argv)
{
    const char *part = argc < 2 ? "" : argv[1];

    once = strcmp(part, "--once") == 0;
    if (once)
        part = "";
    again_init();
    world->does = &backend_again;
    world->collects = &collector_again;
    world_start(world);
    for (size_t t = 0; program_tables[t] != NULL; t++)
        for (const struct program *program = program_tables[t]; program->id != NULL; program++)
            if (strstr(program->id, part) != NULL)
                fail_each(&(struct job){.program = program});
    for (uint64_t seed = 1; part[0] == '\0' && seed <= DRAWN; seed++)
        fail_each(&(struct job){.seed = seed});
    size_t leaked = world_finish(world);
    printf("%zu runs, in %zu of them an operation failed; %zu programs too large; %zu faults, "
           "%zu blocks leaked\n",
           runs, failures, left_out, faults, leaked);
    return faults == 0 && leaked == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
