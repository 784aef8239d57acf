/*
 * One half of a conformance test: reads traces and questions, prints what our tracemalloc answers.
 * snapshot_lines.py asks Python's tracemalloc the same and compares the lines.
 *
 * Words, separated by white space; a frame is two words, FILE LINE; the most recent comes first:
 *
 *   traces LIMIT COUNT, then for each trace: SIZE TOTAL FRAMES frame...
 *                  a new snapshot; the one before it becomes the old one
 *   filters COUNT, then for each filter: INCLUSIVE PATTERN ONE_LINE LINE ALL_FRAMES
 *   statistics KEY         compare KEY         print
 *   size NUMBER SIGN
 *   match PATTERN NAME       whether a filter matches; both in hexadecimal digits, after an "x"
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/runtime.h"
#include "common/tracing/snapshot.h"

enum { WORD = 200, TEXT = 1000, NAMES = 1000 };

static struct snapshot *now, *old;

static const char *word(void)
{
    static char text[WORD];

    if (scanf("%199s", text) != 1)
        fatal("snapshot_lines", "the input ends in the middle");
    return text;
}

static long number(void)
{
    return strtol(word(), NULL, 10);
}

/* A file's name, kept as long as the program runs: places do not own theirs. */
static const char *name(void)
{
    static char *names[NAMES];
    const char *wanted = word();
    int i = 0;

    while (i < NAMES - 1 && names[i] != NULL && strcmp(names[i], wanted) != 0)
        i++;
    if (names[i] == NULL)
        names[i] = strdup(wanted);
    return names[i];
}

static struct snapshot_trace read_trace(void)
{
    size_t size = strtoull(word(), NULL, 10);
    int total = (int)number(), count = (int)number();
    struct traceback *traceback =
        calloc(1, sizeof *traceback + (size_t)count * sizeof traceback->places[0]);

    traceback->total = total;
    for (; traceback->count < count; traceback->count++) {
        traceback->places[traceback->count].file = name();
        traceback->places[traceback->count].line = (int)number();
    }
    return (struct snapshot_trace){size, traceback};
}

static void replace(struct snapshot *snapshot)
{
    snapshot_free(old);
    old = now;
    now = snapshot;
}

static void read_traces(void)
{
    int limit = (int)number();
    size_t count = (size_t)number();
    struct snapshot_trace *traces = calloc(count + 1, sizeof *traces);

    for (size_t i = 0; i < count; i++)
        traces[i] = read_trace();
    replace(snapshot_new(traces, count, limit));
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)traces[i].traceback);
    free(traces);
}

static void filter(void)
{
    struct snapshot_filter filters[16];
    size_t count = (size_t)number();

    for (size_t i = 0; i < count; i++) {
        filters[i].inclusive = number();
        filters[i].pattern = name();
        filters[i].one_line = number();
        filters[i].line = (int)number();
        filters[i].all_frames = number();
    }
    struct snapshot *kept = snapshot_filter_traces(now, filters, count);
    snapshot_free(now);
    now = kept;
    printf("%zu kept\n", now->count);
}

static void print_stack(const struct traceback *traceback)
{
    for (int i = 0; traceback != NULL && i < traceback->count; i++)
        printf(" <%s:%d", traceback->places[i].file, traceback->places[i].line);
    putchar('\n');
}

static void print_statistics(struct statistics *statistics,
                             int (*as_text)(char *, size_t, const struct statistic *))
{
    char text[TEXT];

    for (size_t i = 0; i < statistics->count; i++) {
        as_text(text, sizeof text, &statistics->rows[i]);
        fputs(text, stdout);
        print_stack(statistics->rows[i].traceback);
    }
    printf("%zu groups\n", statistics->count);
    statistics_free(statistics);
}

static void print_traces(void)
{
    for (size_t i = 0; i < now->count; i++) {
        printf("%zu of %d", now->traces[i].size, now->traces[i].traceback->total);
        print_stack(now->traces[i].traceback);
    }
}

static void read_hex(char *text)
{
    const char *digits = word() + 1;

    for (; digits[0] != '\0'; digits += 2) {
        const char byte[] = {digits[0], digits[1], '\0'};
        *text++ = (char)strtol(byte, NULL, 16);
    }
    *text = '\0';
}

static void match(void)
{
    char pattern[WORD], file[WORD];
    struct traceback *traceback = calloc(1, sizeof *traceback + sizeof traceback->places[0]);
    struct snapshot_filter filter = {.inclusive = true, .pattern = pattern};

    read_hex(pattern);
    read_hex(file);
    traceback->total = traceback->count = 1;
    traceback->places[0].file = file;
    struct snapshot *one = snapshot_new(&(struct snapshot_trace){1, traceback}, 1, 1);
    struct snapshot *kept = snapshot_filter_traces(one, &filter, 1);
    puts(kept->count == 1 ? "True" : "False");
    snapshot_free(kept);
    snapshot_free(one);
    free(traceback);
}

static void size(void)
{
    double value = strtod(word(), NULL);
    char text[TEXT];

    size_text(text, sizeof text, value, number());
    puts(text);
}

static bool answer(const char *question)
{
    if (strcmp(question, "traces") == 0)
        read_traces();
    else if (strcmp(question, "filters") == 0)
        filter();
    else if (strcmp(question, "statistics") == 0)
        print_statistics(snapshot_statistics(now, (enum snapshot_key)number()), statistic_text);
    else if (strcmp(question, "compare") == 0)
        print_statistics(snapshot_compare_to(now, old, (enum snapshot_key)number()),
                         statistic_diff_text);
    else if (strcmp(question, "print") == 0)
        print_traces();
    else if (strcmp(question, "size") == 0)
        size();
    else if (strcmp(question, "match") == 0)
        match();
    else
        return false;
    return true;
}

int main(void)
{
    char question[WORD];

    setvbuf(stdout, NULL, _IOLBF, 0); /* a crash shows what came before it */
    runtime_init();
    while (scanf("%199s", question) == 1)
        if (!answer(question))
            fatal("snapshot_lines", "what is %s?", question);
    snapshot_free(now);
    snapshot_free(old);
    return runtime_finish() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
