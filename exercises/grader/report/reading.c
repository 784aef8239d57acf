/* Where a failure sends its reader: a section of a lesson's page, by its heading. */
#include <dirent.h>
#include <string.h>

#include "exercises/grader/report/report.h"

enum { PAGE_MOST = 1 << 20 };

/* The page that has a section, as a path from the top: 01-deep stands in lesson 01's, whichever
 * exercise sends a reader there. */
static const char *page_of(const struct exercise *exercise, const char *see)
{
    DIR *listing = opendir(format("%s/lessons", exercise->root));
    const char *folder = exercise->lesson;
    const struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL)
        if (strncmp(entry->d_name, see, 2) == 0 && entry->d_name[2] == '_')
            folder = format("%s", entry->d_name);
    if (listing != NULL)
        closedir(listing);
    return format("lessons/%s/lesson.md", folder);
}

/* The heading of a section on its page: "## New, borrowed, stolen {#01-new-borrowed-stolen}". */
static const char *section_title(const struct exercise *exercise, const char *page_path,
                                 const char *see)
{
    char *path = format("%s/%s", exercise->root, page_path);
    char *anchor = format("{#%s}", see);
    struct text page = {0};
    const char *found = file_read(path, PAGE_MOST, &page) ? strstr(page.bytes, anchor) : NULL;
    const char *start = found;

    while (start != NULL && start > page.bytes && start[-1] != '\n')
        start--;
    if (found == NULL)
        return format("section %s", see);
    start += strspn(start, "# ");
    while (found > start && found[-1] == ' ')
        found--;
    return format("\"%.*s\"", (int)(found - start), start);
}

const char *report_reading(const struct exercise *exercise, const char *see)
{
    const char *page = page_of(exercise, see);

    return format("%s in %s", section_title(exercise, page, see), page);
}
