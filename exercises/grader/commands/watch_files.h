/* One file watched: has somebody saved it? Editors write over it, put another file in its place,
 * write twice, leave a backup beside it; so its folder is watched, and what counts is what the file
 * holds. Where the system tells nothing of changes (a network's or another machine's folder) it is
 * looked at twice a second.
 */
#ifndef RECLAIM_GRADER_COMMANDS_WATCH_FILES_H
#define RECLAIM_GRADER_COMMANDS_WATCH_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct watched {
    const char *path;
    int fd;      /* readable when there may be news; -1: it is polled */
    bool polled; /* this folder tells nothing */

    /* watch_files.c's own */
    struct watched_state {
        bool exists;
        dev_t device;
        ino_t number;
        int64_t written; /* nanoseconds */
        int64_t size;
    } state;
    uint64_t held; /* a sum of what it held when it was last looked at */
    double at;     /* when that was */
    double left;   /* when it was last seen to go; 0: it is there */
};

/* Starts; `poll`: do not even ask the system. */
void watched_begin(struct watched *watched, const char *path, bool poll);
void watched_end(struct watched *watched);

/* Looks: whether it was saved since the last look. A second write of the same within a moment is
 * the same save. */
bool watched_changed(struct watched *watched);

/* Whether there is no such file, and not just because an editor is putting another in its place. */
bool watched_is_gone(const struct watched *watched);

/* Milliseconds after which to look even when nothing was told; -1: never. */
int watched_patience(const struct watched *watched);

#endif
