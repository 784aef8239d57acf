/* See catalogue.h. */
#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exercises/grader/judge/catalogue.h"

enum { MANIFEST_MOST = 1 << 20 };

#define KEY(name)                                                                                  \
    {                                                                                              \
#name, offsetof(struct exercise, name)                                                     \
    }

static const struct {
    const char *key;
    size_t place;
} single[] = {
    KEY(name), KEY(lesson),  KEY(root),     KEY(source),      KEY(contract),  KEY(tasks),
    KEY(pack), KEY(seam),    KEY(solution), KEY(mistakes),    KEY(reference), KEY(checks),
    KEY(cc),   KEY(lessons), KEY(course),   KEY(conformance), KEY(open),
};

static void set_key(struct exercise *exercise, const char *key, const char *value)
{
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
        if (strcmp(single[i].key, key) == 0)
            *(const char **)((char *)exercise + single[i].place) = value;
    if (strcmp(key, "cflag") == 0)
        words_add(&exercise->cflags, value);
    else if (strcmp(key, "ldflag") == 0)
        words_add(&exercise->ldflags, value);
    else if (strcmp(key, "allow") == 0)
        words_add(&exercise->allow, value);
    else if (strcmp(key, "told") == 0)
        words_add(&exercise->told, value);
    else if (strcmp(key, "without") == 0)
        words_add(&exercise->without, value);
    else if (strcmp(key, "star") == 0)
        exercise->star = strcmp(value, "1") == 0;
    else if (strcmp(key, "sanitized") == 0)
        exercise->sanitized = strcmp(value, "1") == 0;
}

static bool read_keys(struct exercise *exercise, const char *path)
{
    struct text text = {0};
    char *rest;

    if (!file_read(path, MANIFEST_MOST, &text)) {
        text_free(&text);
        return false;
    }
    rest = text.bytes;
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        char *space = strchr(line, ' ');
        if (space == NULL)
            continue;
        *space = '\0';
        set_key(exercise, line, space + 1);
    }
    return true;
}

static bool read_manifest(struct exercise *exercise, const char *path)
{
    if (!read_keys(exercise, path) || exercise->name == NULL || exercise->checks == NULL ||
        exercise->source == NULL)
        return false;
    exercise->id = copy_of(exercise->name, strcspn(exercise->name, "_"));
    return true;
}

static int in_course_order(const void *a, const void *b)
{
    const struct exercise *first = a, *second = b;

    return strverscmp(first->name, second->name);
}

void catalogue_load(struct catalogue *catalogue, const char *build)
{
    char *folder = format("%s/exercises", build);
    DIR *listing = opendir(folder);
    struct dirent *entry;

    *catalogue = (struct catalogue){.build = build};
    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        struct exercise exercise = {0};
        if (entry->d_name[0] == '.' ||
            !read_manifest(&exercise, format("%s/%s/manifest", folder, entry->d_name)))
            continue;
        catalogue->exercises = reallocarray(catalogue->exercises, catalogue->count + 1,
                                            sizeof catalogue->exercises[0]);
        if (catalogue->exercises == NULL)
            give_up("this machine has no memory left.");
        catalogue->exercises[catalogue->count++] = exercise;
    }
    if (listing != NULL)
        closedir(listing);
    if (catalogue->count == 0)
        give_up("no exercises are built below %s. Run ./reclaim start first.", build);
    qsort(catalogue->exercises, catalogue->count, sizeof catalogue->exercises[0], in_course_order);
}

bool catalogue_capstone(struct exercise *capstone, const char *build)
{
    *capstone = (struct exercise){.id = "capstone", .name = "capstone", .lesson = ""};
    return read_keys(capstone, format("%s/capstone/manifest", build)) &&
           capstone->lessons != NULL && capstone->course != NULL;
}

bool catalogue_try(struct exercise *exercise, const char *build)
{
    *exercise = (struct exercise){0};
    return read_manifest(exercise, format("%s/try/manifest", build));
}

const char *exercise_title(const struct exercise *exercise)
{
    const char *title = strchr(exercise->name, '_');

    return title != NULL ? title + 1 : exercise->name;
}

const char *exercise_words(const struct exercise *exercise)
{
    char *words = format("%s", exercise_title(exercise));

    for (char *c = words; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return words;
}

static bool means_lesson(const char *word, const char *lesson)
{
    char *end;
    long number = strtol(word, &end, 10);

    return strcasecmp(word, lesson) == 0 ||
           strcasecmp(word, lesson + strspn(lesson, "0123456789_")) == 0 ||
           (end != word && *end == '\0' && number == strtol(lesson, NULL, 10));
}

static bool means(const char *word, const struct exercise *exercise)
{
    return strcasecmp(word, exercise->id) == 0 || strcasecmp(word, exercise->name) == 0 ||
           strcasecmp(word, exercise_title(exercise)) == 0 ||
           strcasecmp(word, base_name(exercise->source)) == 0 ||
           means_lesson(word, exercise->lesson);
}

static const char *nearest(const struct catalogue *catalogue, const char *word)
{
    const char *best = NULL;
    int least = 1000;

    for (size_t i = 0; i < catalogue->count; i++) {
        const struct exercise *exercise = &catalogue->exercises[i];
        int by_id = 2 * word_distance(word, exercise->id); /* ids are short: a miss weighs more */
        int by_title = word_distance(word, exercise_title(exercise));
        int distance = by_id < by_title ? by_id : by_title;
        if (distance < least) {
            least = distance;
            best = exercise->id;
        }
    }
    return best;
}

size_t catalogue_choose(const struct catalogue *catalogue, const char *word,
                        const struct exercise **chosen)
{
    const char *name = base_name(word);
    size_t count = 0;

    for (size_t i = 0; i < catalogue->count; i++)
        if (means(name, &catalogue->exercises[i]))
            chosen[count++] = &catalogue->exercises[i];
    if (count == 0)
        give_up("there is no exercise or lesson \"%.60s\". The nearest is %s; ./reclaim list shows "
                "all.",
                word, nearest(catalogue, name));
    return count;
}

const char *path_in_project(const struct exercise *exercise, const char *path)
{
    const char *rest = exercise->root != NULL ? after_prefix(path, exercise->root) : NULL;

    return rest != NULL && *rest == '/' ? rest + 1 : path;
}
