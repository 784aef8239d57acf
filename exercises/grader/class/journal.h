/* What is known of a class so far, student by student, in a file beside the results: a judge that
 * was stopped, or killed, goes on from there. */
#ifndef RECLAIM_GRADER_CLASS_JOURNAL_H
#define RECLAIM_GRADER_CLASS_JOURNAL_H

#include "exercises/grader/base/options.h"

/* One student's results, as text for each file. */
enum part { PART_NAME, PART_SHOWN, PART_CSV, PART_JSON, PART_JUNIT, PART_VERDICTS, PARTS };

struct marks {
    bool full;               /* all points */
    struct text part[PARTS]; /* empty where nobody asked */
};

struct journal {
    const char *path; /* NULL: no file was asked for, so there is nothing to keep */
    int fd;
    size_t count; /* students in it */
};

/* Begins one, or goes on with what --resume finds; then only what was done in the same way counts:
 * the same class, exercises and files. Gives up when there is nothing to go on with. */
void journal_open(struct journal *journal, const struct options *options, const char *exercises);

/* Reads all marks, in the order in which they were added; the texts are good during the call. */
void journal_each(const struct journal *journal,
                  void (*use)(const struct marks *marks, void *argument), void *argument);

/* Adds one student's marks at the end, whole or not at all. */
void journal_add(struct journal *journal, const struct marks *marks);

/* All is done and written. */
void journal_remove(struct journal *journal);

/* The same form, for what a child says to its parent. */
void marks_write(int fd, const struct marks *marks);
bool marks_read(int fd, struct marks *marks); /* false: they are not whole */
void marks_free(struct marks *marks);

#endif
