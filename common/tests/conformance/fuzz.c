/*
 * Random programs of operations, run in both worlds and compared after every operation.
 *
 *   fuzz [--seed N] [--operations N] [--seconds N] [--length N] [--shrink 0]
 *   fuzz --program FILE ...
 *
 * Episode number i has the seed N + i, so `--seed N --operations 1` repeats one. With --seconds it
 * goes on until so much time has passed. A program that parts the worlds is shrunk by leaving
 * operations out, and printed; what is printed is a program's file.
 *
 * Exit status: 0 the worlds stay alike; 1 they part; 2 or 3 something else is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/tests/conformance/episode.h"

struct plan {
    unsigned long long seed, operations, seconds, length, shrink;
};

static bool goes_on(const struct plan *plan, time_t began)
{
    if (plan->seconds > 0)
        return time(NULL) - began < (time_t)plan->seconds;
    return episode->performed < plan->operations;
}

static int run_episodes(const struct plan *plan, time_t began)
{
    episode_expect_known_crash();
    while (goes_on(plan, began))
        episode_run(plan->seed + episode->episodes, plan->length);
    size_t leaked = worlds_finish();
    if (leaked != 0)
        printf("%zu blocks leaked\n", leaked);
    return leaked == 0 ? END_ALIKE : END_LEAKED;
}

static void report_divergence(bool shrink)
{
    printf("# seed %llu, operation %zu: %s\n", (unsigned long long)episode->seed, episode->length,
           episode->report);
    if (!shrink)
        return;
    if (!episode_parts(false)) {
        printf("# the program alone does not repeat it:\n");
    } else {
        episode_shrink();
        printf("# shrunk to %zu operations: %s\n", episode->length, episode->report);
    }
    episode_print();
}

/* @return how the child ended, or 128: by a signal. */
static int run_child(const struct plan *plan, time_t began)
{
    int status;
    pid_t child = fork();

    if (child == 0)
        exit(run_episodes(plan, began));
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int fuzz(const struct plan *plan)
{
    time_t began = time(NULL);
    unsigned crashes = 0;
    int end;

    while ((end = run_child(plan, began)) == END_CPYTHON_BUG)
        crashes++;
    printf("# %lu operations in %lu programs from seed %llu, compared after each\n",
           episode->performed, episode->episodes, plan->seed);
    if (crashes > 0)
        printf("# %u of them ended in a crash of CPython's own (episode.h)\n", crashes);
    if (end == END_ALIKE || end == END_LEAKED || end == END_HARNESS)
        return end;
    report_divergence(plan->shrink);
    return END_PARTED;
}

static int run_files(char **paths, int count)
{
    int failed = 0;

    for (int i = 0; i < count; i++) {
        bool fine = episode_read(paths[i]) && !episode_parts(true);
        if (!fine)
            printf("%s: %s\n", paths[i], episode->report);
        failed += !fine;
    }
    printf("%d programs, %d of them part the worlds\n", count, failed);
    return failed == 0 ? 0 : 1;
}

static struct plan read_arguments(int argc, char **argv)
{
    struct plan plan = {.seed = 1, .operations = 100000, .length = 400, .shrink = 1};

    for (int i = 1; i + 1 < argc; i += 2) {
        unsigned long long value = strtoull(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--seed") == 0)
            plan.seed = value;
        else if (strcmp(argv[i], "--operations") == 0)
            plan.operations = value;
        else if (strcmp(argv[i], "--seconds") == 0)
            plan.seconds = value;
        else if (strcmp(argv[i], "--shrink") == 0)
            plan.shrink = value;
        else if (strcmp(argv[i], "--length") == 0 && value <= MAX_LENGTH)
            plan.length = value;
    }
    return plan;
}

int main(int argc, char **argv)
{
    struct plan plan = read_arguments(argc, argv);

    setvbuf(stdout, NULL, _IOLBF, 0);
    episode_init();
    worlds_start();
    if (argc > 2 && strcmp(argv[1], "--program") == 0)
        return run_files(argv + 2, argc - 2);
    return fuzz(&plan);
}
