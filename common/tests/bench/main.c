/*
 * bench [--rounds N] [--json FILE] [--plot FILE.svg] [WORDS]
 *
 * Runs every workload whose name contains WORDS on both sides in turns, and prints medians, the
 * spread of the ratio, and, without WORDS or for the plot, how much memory objects take and how the
 * collector grows. Exit status 0: it ran; the numbers are for people. 2: it did not understand.
 */
#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/tests/bench/bench.h"

#if defined __OPTIMIZE__ && !RECLAIM_DEBUG
enum { OPTIMISED = true };
#else
enum { OPTIMISED = false };
#endif

enum { SIDES = 2, MAX_ROUNDS = 99, SIZES = 5 };

static const struct side *const sides[SIDES] = {&side_ours, &side_cpython};

struct options {
    int rounds;
    const char *json, *plot, *words;
};

/* Nanoseconds for each unit, per round, sorted. */
struct samples {
    double values[SIDES][MAX_ROUNDS];
    double ratios[MAX_ROUNDS];
    int rounds;
};

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare_doubles);
    return values[count / 2];
}

static double time_once(const struct workload *workload)
{
    if (workload->prepare != NULL)
        workload->prepare();
    double start = now();
    workload->run();
    double seconds = now() - start;
    if (workload->finish != NULL)
        workload->finish();
    return seconds * 1e9 / (double)workload->units;
}

/* Whoever goes first changes from round to round. */
static void sample(int number, struct samples *samples, int rounds)
{
    samples->rounds = rounds;
    for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < SIDES; turn++) {
            int side = (turn + round) % SIDES;
            samples->values[side][round] = time_once(&sides[side]->workloads[number]);
        }
        samples->ratios[round] = samples->values[1][round] / samples->values[0][round];
    }
}

static void report(const char *name, struct samples *samples, cJSON *rows)
{
    double ours = median(samples->values[0], samples->rounds);
    double theirs = median(samples->values[1], samples->rounds);
    double ratio = median(samples->ratios, samples->rounds);
    double low = samples->ratios[samples->rounds / 4];
    double high = samples->ratios[samples->rounds * 3 / 4];
    cJSON *row = cJSON_CreateObject();

    printf("%-38s %8.1f %8.1f %7.2f   %5.2f to %5.2f\n", name, ours, theirs, ratio, low, high);
    cJSON_AddStringToObject(row, "name", name);
    cJSON_AddNumberToObject(row, "reclaim_ns", ours);
    cJSON_AddNumberToObject(row, "cpython_ns", theirs);
    cJSON_AddNumberToObject(row, "times_faster", ratio);
    cJSON_AddNumberToObject(row, "times_faster_quarter", low);
    cJSON_AddNumberToObject(row, "times_faster_three_quarters", high);
    cJSON_AddItemToArray(rows, row);
}

static bool is_wanted(const char *name, const struct options *options)
{
    return options->words == NULL || strstr(name, options->words) != NULL;
}

static bool any_is_wanted(const struct options *options)
{
    for (const struct workload *workload = sides[0]->workloads; workload->name != NULL; workload++)
        if (is_wanted(workload->name, options))
            return true;
    return false;
}

static void run_workloads(const struct options *options, cJSON *rows)
{
    printf("%-38s %8s %8s %7s   %s\n", "ns for each", "reclaim", "CPython", "ratio", "middle half");
    for (int i = 0; sides[0]->workloads[i].name != NULL; i++) {
        const char *name = sides[0]->workloads[i].name;
        struct samples samples;
        if (!is_wanted(name, options))
            continue;
        sample(i, &samples, options->rounds);
        report(name, &samples, rows);
    }
}

/* Before anything else runs: a process starts with what its parent has. */
static void run_weights(cJSON *rows)
{
    printf("%-38s %8s %8s %7s\n", "bytes for each", "reclaim", "CPython", "ratio");
    for (int i = 0; sides[0]->weights[i].name != NULL; i++) {
        double ours = weigh(sides[0], i), theirs = weigh(sides[1], i);
        cJSON *row = cJSON_CreateObject();
        printf("%-38s %8.1f %8.1f %7.2f\n", sides[0]->weights[i].name, ours, theirs, theirs / ours);
        cJSON_AddStringToObject(row, "name", sides[0]->weights[i].name);
        cJSON_AddNumberToObject(row, "reclaim_bytes", ours);
        cJSON_AddNumberToObject(row, "cpython_bytes", theirs);
        cJSON_AddItemToArray(rows, row);
    }
    printf("\n");
}

static double time_ring(const struct side *side, size_t size)
{
    double best = 1e9;

    side->make_ring(size);
    for (int round = 0; round < 5; round++) {
        double start = now();
        side->collect();
        double seconds = now() - start;
        best = seconds < best ? seconds : best;
    }
    side->drop_ring();
    return best * 1e9 / (double)size;
}

/* A full collection of a live ring of lists, and how far that is from the bare walk. */
static void run_growth(cJSON *rows, double growth[SIZES][SIDES + 1], size_t sizes[SIZES])
{
    printf("\n%-38s %8s %8s %9s %9s\n", "a live ring of lists, ns for each", "reclaim", "CPython",
           "bare walk", "reclaim/bare");
    for (int i = 0; i < SIZES; i++) {
        sizes[i] = i == 0 ? 1000 : sizes[i - 1] * 10;
        for (int side = 0; side < SIDES; side++)
            growth[i][side] = time_ring(sides[side], sizes[i]);
        growth[i][SIDES] = bare_walk(RING, sizes[i]);
        printf("%38zu %8.1f %8.1f %9.1f %9.1f\n", sizes[i], growth[i][0], growth[i][1],
               growth[i][2], growth[i][0] / growth[i][2]);
        cJSON *row = cJSON_CreateObject();
        cJSON_AddNumberToObject(row, "containers", (double)sizes[i]);
        cJSON_AddNumberToObject(row, "reclaim_ns", growth[i][0]);
        cJSON_AddNumberToObject(row, "cpython_ns", growth[i][1]);
        cJSON_AddNumberToObject(row, "bare_walk_ns", growth[i][2]);
        cJSON_AddItemToArray(rows, row);
    }
}

/* Through gnuplot. False: it could not be run. */
static bool plot(const char *path, double growth[SIZES][SIDES + 1], const size_t sizes[SIZES])
{
    FILE *out = popen("gnuplot 2>/dev/null", "w");

    if (out == NULL)
        return false;
    fprintf(out,
            "set term svg size 720,420 font 'sans,13'\nset output '%s'\nset logscale x\n"
            "set yrange [0:*]\nset key top left\nset xlabel 'containers, all alive'\n"
            "set ylabel 'ns for each, one full collection'\n$data << END\n",
            path);
    for (int i = 0; i < SIZES; i++)
        fprintf(out, "%zu %g %g %g\n", sizes[i], growth[i][0], growth[i][1], growth[i][2]);
    fprintf(out,
            "END\nplot $data using 1:3 with linespoints title 'CPython 3.11', '' using 1:2 with "
            "linespoints title 'Reclaim', '' using 1:4 with linespoints title 'bare walk'\n");
    return pclose(out) == 0;
}

static bool write_json(const char *path, const cJSON *all)
{
    char *text = cJSON_Print(all);
    FILE *out = fopen(path, "w");
    bool fine = out != NULL && text != NULL && fputs(text, out) >= 0;

    if (out != NULL)
        fine = fclose(out) == 0 && fine;
    free(text);
    return fine;
}

static int usage(void)
{
    fprintf(stderr, "usage: bench [--rounds 1..%d] [--json FILE] [--plot FILE.svg] [WORDS]\n",
            MAX_ROUNDS);
    return 2;
}

static int no_workload(const char *words)
{
    fprintf(stderr, "bench: no workload has \"%s\" in its name\n", words);
    return 2;
}

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "bench: %s %s\n", what, path);
    return EXIT_FAILURE;
}

/* 0: no number. */
static int read_number(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);

    return *end == '\0' && number >= 0 && number <= MAX_ROUNDS ? (int)number : 0;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 1; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--rounds") == 0 && more)
            options->rounds = read_number(argv[++i]);
        else if (strcmp(argv[i], "--json") == 0 && more)
            options->json = argv[++i];
        else if (strcmp(argv[i], "--plot") == 0 && more)
            options->plot = argv[++i];
        else if (argv[i][0] != '-' && options->words == NULL)
            options->words = argv[i];
        else
            return false;
    }
    return options->rounds >= 1;
}

int main(int argc, char **argv)
{
    struct options options = {.rounds = 7};
    double growth[SIZES][SIDES + 1];
    size_t sizes[SIZES];
    int status = EXIT_SUCCESS;

    if (!read_options(argc, argv, &options))
        return usage();
    if (!any_is_wanted(&options))
        return no_workload(options.words);
    if (!OPTIMISED)
        fprintf(stderr, "bench: not the release preset: these numbers mean nothing\n");
    cJSON *all = cJSON_CreateObject();
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (options.words == NULL)
        run_weights(cJSON_AddArrayToObject(all, "memory"));
    sides[0]->start();
    sides[1]->start();
    run_workloads(&options, cJSON_AddArrayToObject(all, "workloads"));
    if (options.words == NULL || options.plot != NULL)
        run_growth(cJSON_AddArrayToObject(all, "growth"), growth, sizes);
    if (options.plot != NULL && !plot(options.plot, growth, sizes))
        status = fail("gnuplot is missing or cannot write", options.plot);
    if (options.json != NULL && !write_json(options.json, all))
        status = fail("cannot write", options.json);
    cJSON_Delete(all);
    sides[0]->stop();
    sides[1]->stop();
    return status;
}
