/* The folders of a class: see class.h. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "exercises/grader/class/class.h"

enum { DEEPEST = 4 };

static int by_name(const void *a, const void *b)
{
    return strverscmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* What is in a folder, sorted, without the hidden. */
static struct words names_in(const char *folder)
{
    struct words names = {0};
    DIR *listing = opendir(folder);
    struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL)
        if (entry->d_name[0] != '.')
            words_add(&names, copy_of(entry->d_name, strlen(entry->d_name)));
    if (listing != NULL)
        closedir(listing);
    if (names.count > 0)
        qsort(names.at, names.count, sizeof names.at[0], by_name);
    return names;
}

struct words class_students(const char *folder)
{
    struct words names = names_in(folder), students = {0};

    if (!is_folder(folder))
        give_up("there is no folder %s.", folder);
    for (size_t i = 0; i < names.count; i++)
        if (is_folder(format("%s/%s", folder, names.at[i])))
            words_add(&students, names.at[i]);
    if (students.count == 0)
        give_up("%s holds no folders; each student's submission is one.", folder);
    return students;
}

static const char *find_at(const char *folder, const char *name, int depth)
{
    char *path = format("%s/%s", folder, name);
    const char *found = NULL;
    struct stat about;

    if (depth == 0)
        return lstat(path, &about) == 0 && S_ISREG(about.st_mode) ? path : NULL;
    struct words names = names_in(folder);
    for (size_t i = 0; i < names.count && found == NULL; i++) {
        char *inner = format("%s/%s", folder, names.at[i]);
        if (is_folder(inner))
            found = find_at(inner, name, depth - 1);
    }
    return found;
}

const char *class_find(const char *submission, const struct exercise *exercise)
{
    const char *name = base_name(exercise->source), *found = NULL;
    struct stat about;

    if (lstat(submission, &about) == 0 && S_ISREG(about.st_mode))
        return submission;
    for (int depth = 0; depth <= DEEPEST && found == NULL; depth++)
        found = find_at(submission, name, depth);
    return found;
}
