/* One section of a page on its way to the screen. */
#ifndef RECLAIM_GRADER_COMMANDS_PAGE_SECTION_H
#define RECLAIM_GRADER_COMMANDS_PAGE_SECTION_H

#include "exercises/grader/commands/page_screen.h"
#include "exercises/grader/path/path.h"

struct reader {
    const struct path *path;
    struct screen screen;
    const char *lesson, *root, *build;
    struct text markdown; /* lines that have not been shown yet */
};

/* Shows it, with its runs, and keeps that it has been read, unless its reader leaves. */
void page_show_section(struct reader *reader, const struct sections *sections,
                       const struct section *section);

#endif
