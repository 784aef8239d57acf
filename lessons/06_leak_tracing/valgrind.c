/* Runs Valgrind and cuts its report down. See valgrind.h. */
#include "lessons/06_leak_tracing/valgrind.h"

#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lessons/06_leak_tracing/instruments.h"
#include "lessons/narrator.h"
#include "lessons/page.h"

enum { LINE = 512 };

/* What the report says of the pixels that one leak left behind. */
struct verdict {
    long bytes;
    char sentence[128]; /* "1,000,490 bytes in 10 blocks are definitely lost" */
    char frames[256];   /* those of leaks.c: "take (leaks.c:80), keep (leaks.c:97)" */
};

extern char **environ;

/* The path of lesson_06_leaking, which was built beside this program. */
static bool find_program(char path[PATH_MAX])
{
    static const char name[] = "/lesson_06_leaking";
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - sizeof name);

    if (length <= 0)
        return false;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return false;
    memcpy(slash, name, sizeof name);
    return access(path, X_OK) == 0;
}

/* Starts Valgrind with its report in a pipe. NULL: it is not there, or not ours to start. */
static FILE *start(pid_t *pid)
{
    char program[PATH_MAX];
    char valgrind[] = "valgrind", full[] = "--leak-check=full", all[] = "--show-leak-kinds=all";
    char *arguments[] = {valgrind, full, all, program, NULL};
    int ends[2];
    posix_spawn_file_actions_t actions;

    if (page_is_told() || !find_program(program) || pipe(ends) != 0)
        return NULL;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int failed = posix_spawnp(pid, valgrind, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed == 0)
        return fdopen(ends[0], "r");
    close(ends[0]);
    return NULL;
}

/* "1,000,490 bytes ..." -> 1000490 */
static long leading_number(const char *text)
{
    long number = 0;

    for (; (*text >= '0' && *text <= '9') || *text == ','; text++)
        if (*text != ',')
            number = 10 * number + (*text - '0');
    return number;
}

/* Which leak has this function; -1: none. */
static int leak_of(const char *function)
{
    int i = LEAKS - 1;

    while (i >= 0 && strcmp(leaks[i].function, function) != 0)
        i--;
    return i;
}

/* A line of a stack, "   by 0x10AB2F: keep (leaks.c:97)": adds what is ours, and files the record
 * under the leak whose function it is. Of several records of one leak the largest stays. Without
 * debug information there is no file: "keep (in .../lesson_06_leaking)". */
static void read_frame(const char *line, struct verdict *record, struct verdict verdicts[LEAKS])
{
    char function[32], file[PATH_MAX];
    size_t used = strlen(record->frames);

    if (sscanf(line, " %*s 0x%*x: %31s (%4095[^)]", function, file) != 2)
        return;
    int leak = leak_of(function);
    if (leak < 0 && strcmp(function, "take") != 0)
        return;
    const char *slash = strrchr(file, '/'), *name = slash == NULL ? file : slash + 1;
    snprintf(record->frames + used, sizeof record->frames - used, "%s%s", used > 0 ? ", " : "",
             function);
    used = strlen(record->frames);
    if (strchr(name, ':') != NULL)
        snprintf(record->frames + used, sizeof record->frames - used, " (%.40s)", name);
    if (leak >= 0 && record->bytes > verdicts[leak].bytes)
        verdicts[leak] = *record;
}

static void read_report(FILE *report, struct verdict verdicts[LEAKS])
{
    struct verdict record = {0};
    char line[LINE];

    while (fgets(line, sizeof line, report) != NULL) {
        char *text = strstr(line, "== "), *end = strstr(line, " in loss record ");
        line[strcspn(line, "\n")] = '\0';
        if (text == NULL)
            continue;
        text += 3;
        if (end == NULL) {
            read_frame(text, &record, verdicts);
            continue;
        }
        *end = '\0';
        record = (struct verdict){.bytes = leading_number(text)};
        snprintf(record.sentence, sizeof record.sentence, "%s", text);
    }
}

/* False: there is no Valgrind, or it can say nothing of this build. */
static bool read_verdicts(struct verdict verdicts[LEAKS])
{
    pid_t pid;
    FILE *report = start(&pid);
    int status;

    memset(verdicts, 0, LEAKS * sizeof verdicts[0]);
    if (report == NULL)
        return false;
    read_report(report, verdicts);
    fclose(report);
    waitpid(pid, &status, 0);
    for (int i = 0; i < LEAKS; i++)
        if (verdicts[i].bytes == 0)
            return false;
    return true;
}

bool valgrind_agrees(void)
{
    struct verdict verdicts[LEAKS];
    bool agrees = true;

    if (!read_verdicts(verdicts)) {
        aside("Left out: there is no Valgrind here, or it may not run or cannot run this build.");
        return true;
    }
    aside("valgrind --leak-check=full --show-leak-kinds=all, cut down:");
    for (int i = 0; i < LEAKS; i++) {
        bool lost = strstr(verdicts[i].sentence, "definitely lost") != NULL;
        bool same = lost == sees[i].lost;

        aside("%s: %s%s", leaks[i].name, verdicts[i].sentence, same ? "" : ", against the table");
        aside("    in %s", verdicts[i].frames);
        sees[i].lost = lost;
        agrees = agrees && same;
    }
    return agrees;
}
