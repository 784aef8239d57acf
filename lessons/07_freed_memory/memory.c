/* See memory.h. */
#include "lessons/07_freed_memory/memory.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/memory.h"
#include "common/objects/sys.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "lessons/page.h"

/* The next number: "0099" becomes "0100". */
static void count_up(char *text, int length)
{
    int i = length - 1;

    for (; text[i] == '9'; i--)
        text[i] = '0';
    text[i]++;
}

size_t made_of(size_t count)
{
    return measurable() ? count : count / 4;
}

/* What is made for malloc's heap is as large as it can be seen to be. */
struct object *texts_new(int count, int length)
{
    struct object *texts = list_new(0);
    char text[LONG + 1];
    int number = length < LONG  ? (int)made_of((size_t)count)
                 : measurable() ? count
                                : count / 100 + 1;

    memset(text, '0', (size_t)length);
    text[length] = '\0';
    for (int i = 0; i < number; i++) {
        struct object *one = str_new(text);
        list_append(texts, one);
        decref(one);
        count_up(text, length);
    }
    return texts;
}

static struct object *slice(struct object *texts, int end, int step)
{
    struct object *some = list_new(0);

    for (int i = 0; i < end; i += step)
        list_append(some, list_get(texts, (size_t)i));
    return some;
}

struct object *every(struct object *texts, int step)
{
    return slice(texts, (int)list_size(texts), step);
}

struct object *first(struct object *texts, int count)
{
    return slice(texts, count, 1);
}

struct object *lists_new(int count)
{
    struct object *lists = list_new(0);

    for (int i = 0; i < count; i++) {
        struct object *one = list_new(0);
        list_append(lists, one);
        decref(one);
    }
    return lists;
}

struct object *large_new(void)
{
    size_t size = measurable() ? 200000000 : 1000;
    char *text = malloc(size + 1);

    memset(text, '0', size);
    text[size] = '\0';
    struct object *large = str_new(text);
    free(text);
    return large;
}

size_t traced_now(void)
{
    size_t current, peak;

    tracemalloc_get_traced_memory(&current, &peak);
    return current;
}

size_t blocks(void)
{
    return memory_blocks();
}

size_t arenas(void)
{
    struct pool_statistics statistics;

    sys_debugmallocstats(&statistics);
    return statistics.arenas;
}

/* The kB behind @name in /proc/self/smaps_rollup. */
static double rollup(const char *name)
{
    char line[256];
    double number = 0;
    FILE *in = fopen("/proc/self/smaps_rollup", "r");

    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtod(line + strlen(name), NULL);
    if (in != NULL)
        fclose(in);
    return number;
}

/* What is LazyFree was given back: the system has only not come for it yet. */
double resident(void)
{
    return page_is_told() ? 0 : (rollup("Rss:") - rollup("LazyFree:")) * 1024 / 1e6;
}

#if defined __SANITIZE_ADDRESS__
#define SANITIZED true
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

bool measurable(void)
{
    void *block = malloc(1);
    bool glibc = block != NULL && mallinfo2().uordblks > 0;

    free(block);
    return glibc && !SANITIZED && !page_is_told() && resident() > 0;
}

double copied_by(void (*work)(void))
{
    double answer = 0;
    int ends[2];

    fflush(stdout);
    if (!measurable() || pipe(ends) != 0)
        return 0;
    pid_t child = fork();
    if (child == 0) {
        double before = rollup("Private_Dirty:");
        work();
        answer = (rollup("Private_Dirty:") - before) * 1024 / 1e6;
        _exit(write(ends[1], &answer, sizeof answer) == sizeof answer ? 0 : 1);
    }
    close(ends[1]);
    if (child < 0 || read(ends[0], &answer, sizeof answer) != sizeof answer)
        answer = 0;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return answer;
}

void trim(void)
{
    malloc_trim(0);
}
