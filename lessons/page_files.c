/* Where a lesson's files go. See page.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lessons/page.h"

void page_need_directory(const char *directory)
{
    if (directory == NULL || (mkdir(directory, 0777) == 0) ||
        (errno == EEXIST && access(directory, W_OK | X_OK) == 0))
        return;
    complain("cannot write into %s: %s", directory, strerror(errno));
    exit(2);
}

FILE *page_create(const char *directory, const char *name)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        complain("cannot write %s: %s", path, strerror(errno));
        exit(2);
    }
    return file;
}
