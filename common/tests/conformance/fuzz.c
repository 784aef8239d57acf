/*
 * Random programs of operations, run in both worlds and compared after every operation.
 *
 *   fuzz [--seed N] [--operations N] [--length N]
 *
 * Episode number i has the seed N + i, so `--seed N --operations 1` repeats one. The episodes run
 * in a child process, since a divergence may also be a crash; its program stands in shared memory,
 * is shrunk by leaving operations out, and printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/tests/conformance/compare.h"
#include "common/tests/conformance/operations.h"

enum { MAX_LENGTH = 4096 };

/* What a child leaves to its parent. */
struct shared {
    uint64_t seed;
    unsigned long performed;
    size_t length;
    char report[300];
    struct operation program[MAX_LENGTH];
};

static struct shared *shared;

static void perform_in(struct world *world, struct operation op)
{
    world_forget_events(world);
    operation_perform(world, op);
    note(world, world->does->take_error(), 0);
}

/* One operation in both worlds. False: they differ afterwards. */
static bool step(struct operation op)
{
    shared->performed++;
    snprintf(shared->report, sizeof shared->report, "a crash");
    perform_in(&worlds[0], op);
    perform_in(&worlds[1], op);
    return compare(shared->report, sizeof shared->report);
}

static void begin(void)
{
    world_begin(&worlds[0]);
    world_begin(&worlds[1]);
    compare_begin();
}

static void end(void)
{
    world_end(&worlds[0]);
    world_end(&worlds[1]);
}

/* Ends the process when the worlds part. */
static void episode(uint64_t seed, size_t length)
{
    struct random random = {seed};

    shared->seed = seed;
    shared->length = 0;
    begin();
    while (shared->length < length) {
        struct operation op = operation_draw(&random, &worlds[0]);
        shared->program[shared->length++] = op;
        if (!step(op))
            _exit(1);
    }
    end();
}

static void run_program(void)
{
    begin();
    for (size_t i = 0; i < shared->length; i++)
        if (!step(shared->program[i]))
            _exit(1);
    _exit(0);
}

/* Runs the program of the shared memory in a child. @return whether the worlds part. */
static bool parts(void)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(2);
        run_program();
    }
    waitpid(child, &status, 0);
    return status != 0;
}

/* Leaves out @count operations from @start on, if the worlds still part without them. */
static bool leave_out(size_t start, size_t count)
{
    static struct operation saved[MAX_LENGTH];
    size_t length = shared->length;

    memcpy(saved, shared->program, sizeof saved);
    memmove(shared->program + start, shared->program + start + count,
            (length - start - count) * sizeof saved[0]);
    shared->length -= count;
    if (parts())
        return true;
    memcpy(shared->program, saved, sizeof saved);
    shared->length = length;
    return false;
}

static void shrink(void)
{
    for (size_t chunk = shared->length / 2 + 1; chunk > 0;) {
        bool shorter = false;
        for (size_t end_of_chunk = shared->length; end_of_chunk >= chunk; end_of_chunk--) {
            if (end_of_chunk > shared->length || !leave_out(end_of_chunk - chunk, chunk))
                continue;
            shorter = true;
        }
        if (!shorter || chunk > shared->length)
            chunk /= 2;
    }
}

static void print_program(void)
{
    char text[120];

    for (size_t i = 0; i < shared->length; i++) {
        operation_write(shared->program[i], text, sizeof text);
        printf("    %s\n", text);
    }
}

static void report_divergence(void)
{
    printf("seed %llu, operation %zu: %s\n", (unsigned long long)shared->seed, shared->length,
           shared->report);
    fflush(stdout);
    if (!parts()) {
        printf("the program alone does not repeat it:\n");
    } else {
        shrink();
        parts();
        printf("shrunk to %zu operations: %s\n", shared->length, shared->report);
    }
    print_program();
}

static int run_episodes(uint64_t seed, unsigned long operations, size_t length)
{
    while (shared->performed < operations)
        episode(seed++, length);
    size_t leaked = worlds_finish();
    if (leaked != 0)
        printf("%zu blocks leaked\n", leaked);
    return leaked == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    unsigned long long seed = 1, operations = 100000, length = 400;
    int status;

    for (int i = 1; i + 1 < argc; i += 2) {
        unsigned long long value = strtoull(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--seed") == 0)
            seed = value;
        else if (strcmp(argv[i], "--operations") == 0)
            operations = value;
        else if (strcmp(argv[i], "--length") == 0 && value <= MAX_LENGTH)
            length = value;
    }
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    worlds_start();
    pid_t child = fork();
    if (child == 0)
        exit(run_episodes(seed, operations, length));
    waitpid(child, &status, 0);
    printf("%lu operations from seed %llu, compared after each\n", shared->performed, seed);
    if (status == 0)
        return 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 3)
        report_divergence();
    return 1;
}
