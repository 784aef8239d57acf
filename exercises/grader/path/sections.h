/* A lesson's page in sections: lessons/01_refcounting/lesson.md, cut at its headings "## Title
 * {#01-anchor}".
 *
 * A line "@exercise 1b" in a section says that this is the place to do that exercise.
 */
#ifndef RECLAIM_GRADER_PATH_SECTIONS_H
#define RECLAIM_GRADER_PATH_SECTIONS_H

#include "exercises/grader/base/text.h"

struct section {
    const char *id;    /* 01-names-and-counts; of what stands above the first: lesson_01 */
    const char *title; /* Names and counts */
    const char *text;  /* its Markdown, below the heading */
    int act;           /* of the lesson's program, the first run that stands in it; 0: none does */
    struct words exercises;
};

struct sections {
    const char *title; /* of the page */
    struct section *at;
    size_t count;
};

/* False: the page cannot be read. */
bool sections_read(struct sections *sections, const char *root, const char *lesson);

/* The section that a word means: an anchor with or without "01-", a number from 1 on, or a part of
 * the title; NULL: none. */
const struct section *sections_find(const struct sections *sections, const char *word);

/* What to type for a section: its anchor without "01-"; start, for what stands above the first. */
const char *section_word(const struct section *section);

#endif
