/* See programs.h: every numbered fact of the reference is run, proven elsewhere, or said not to
 * apply. */
#include <stdio.h>
#include <string.h>

#include "common/tests/conformance/programs.h"

/* The facts that the reference numbers: PREFIX1 to PREFIXcount. */
static const struct series {
    const char *prefix;
    int digits, count;
} all_series[] = {
    {"G", 2, 35},     {"W", 2, 26},     {"F", 2, 11},    {"T", 2, 14},
    {"10.1.", 1, 15}, {"10.2.", 1, 19}, {"10.3.", 1, 9}, {"10.4.", 1, 9},
    {"10.5.", 1, 6},  {"10.6.", 1, 8},  {"10.7.", 1, 1},
};

enum { IDS = 200, WIDTH = 12 };

static char listed[IDS][WIDTH];
static int listed_count, faults;

static void complain(const char *id, const char *what)
{
    printf("ids.txt: %s: %s\n", id, what);
    faults++;
}

static bool stands_in(const char *path, const char *text)
{
    char line[400];
    FILE *file = fopen(path, "r");
    bool found = false;

    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL)
        found = strstr(line, text) != NULL;
    if (file != NULL)
        fclose(file);
    return found;
}

static void check_elsewhere(const char *root, const char *id, const char *rest)
{
    char file[100], text[100], path[500];

    if (sscanf(rest, "%99[^:]: %99[^\n]", file, text) != 2) {
        complain(id, "FILE: TEXT is missing");
        return;
    }
    snprintf(path, sizeof path, "%s/%s", root, file);
    if (!stands_in(path, text))
        complain(id, "that text does not stand in that file");
}

static void check_line(const char *root, const char *line)
{
    char id[WIDTH], how, rest[300];

    if (line[0] == '#' || line[0] == '\n')
        return;
    if (sscanf(line, "%11s %c %299[^\n]", id, &how, rest) != 3 || listed_count == IDS) {
        complain(line, "this line says nothing");
        return;
    }
    strcpy(listed[listed_count++], id);
    if (how == '=' && !program_exists(rest))
        complain(id, "there is no such program");
    else if (how == '@')
        check_elsewhere(root, id, rest);
    else if (how != '=' && how != '-')
        complain(id, "neither =, @ nor -");
}

static void check_series(const struct series *series)
{
    for (int i = 1; i <= series->count; i++) {
        char id[WIDTH];
        int times = 0;
        snprintf(id, sizeof id, "%s%0*d", series->prefix, series->digits, i);
        for (int j = 0; j < listed_count; j++)
            times += strcmp(listed[j], id) == 0;
        if (times != 1)
            complain(id, times == 0 ? "is missing" : "is there more than once");
    }
}

bool ids_check(const char *root)
{
    char path[500], line[400];
    size_t count = sizeof all_series / sizeof all_series[0];

    snprintf(path, sizeof path, "%s/common/tests/conformance/ids.txt", root);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    while (fgets(line, sizeof line, file) != NULL)
        check_line(root, line);
    fclose(file);
    for (size_t i = 0; i < count; i++)
        check_series(&all_series[i]);
    printf("%d ids, %d faults\n", listed_count, faults);
    return faults == 0;
}
