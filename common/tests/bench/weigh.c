/* How much memory objects take, asked of the system: each answer in a process of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/tests/bench/bench.h"

/* Bytes of this process that are in memory. */
static double resident(void)
{
    FILE *statm = fopen("/proc/self/statm", "r");
    long pages = 0;

    if (statm == NULL || fscanf(statm, "%*d %ld", &pages) != 1)
        pages = 0;
    if (statm != NULL)
        fclose(statm);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double grow(const struct side *side, const struct workload *weight)
{
    side->start();
    weight->prepare();
    double before = resident();
    weight->run();
    return (resident() - before) / (double)weight->units;
}

double weigh(const struct side *side, int number)
{
    double bytes = -1;
    int ends[2];

    if (pipe(ends) != 0)
        return bytes;
    pid_t child = fork();
    if (child == 0) {
        bytes = grow(side, &side->weights[number]);
        _exit(write(ends[1], &bytes, sizeof bytes) == sizeof bytes ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    if (read(ends[0], &bytes, sizeof bytes) != sizeof bytes)
        bytes = -1;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    return bytes;
}
