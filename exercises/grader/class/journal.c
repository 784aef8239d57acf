/* See journal.h.
 *
 * The first line says which class it is; then, for each student, a line with the sizes of the
 * parts, the parts, and a line "end". Whatever comes after the last whole one was being written
 * when the judge was stopped, and is cut off.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/base/harmless.h"
#include "exercises/grader/class/journal.h"

enum { HEAD_MOST = 200, PART_MOST = 64 << 20 };

static const char end_mark[] = "end\n";

static const char *path_of(const struct options *options)
{
    const char *const files[] = {options->csv, options->json, options->junit, options->verdicts};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (files[i] != NULL)
            return format("%s.partial", files[i]);
    return NULL;
}

/* What has to be the same when it goes on. */
static const char *key_of(const struct options *options, const char *exercises)
{
    char *folder = realpath(options->class_folder, NULL);

    return format("reclaim-class 1: %s, %s, seed %llu, %s%s%s%s\n",
                  make_one_line(folder != NULL ? folder : options->class_folder), exercises,
                  (unsigned long long)options->seed, options->csv != NULL ? "csv " : "",
                  options->json != NULL ? "json " : "", options->junit != NULL ? "junit " : "",
                  options->verdicts != NULL ? "verdicts" : "");
}

static _Noreturn void cannot(const struct journal *journal, const char *what)
{
    give_up("cannot %s %s: %s.", what, journal->path, strerror(errno));
}

/* ---- one student ----------------------------------------------------------------------------- */

static bool write_whole(int fd, const char *bytes, size_t size)
{
    for (ssize_t n; size > 0; bytes += n, size -= (size_t)n)
        if ((n = write(fd, bytes, size)) <= 0)
            return false;
    return true;
}

static bool read_whole(int fd, char *bytes, size_t size)
{
    for (ssize_t n; size > 0; bytes += n, size -= (size_t)n)
        if ((n = read(fd, bytes, size)) <= 0)
            return false;
    return true;
}

static void as_text(const struct marks *marks, struct text *to)
{
    text_format(to, "student %d", marks->full);
    for (int i = 0; i < PARTS; i++)
        text_format(to, " %zu", marks->part[i].size);
    text_add(to, "\n", 1);
    for (int i = 0; i < PARTS; i++)
        text_add(to, text_of(&marks->part[i]), marks->part[i].size);
    text_format(to, "%s", end_mark);
}

void marks_write(int fd, const struct marks *marks)
{
    struct text text = {0};

    as_text(marks, &text);
    (void)write_whole(fd, text.bytes, text.size); /* who reads sees that it is not whole */
    text_free(&text);
}

/* "student 1 5 80 ...": into the sizes. */
static bool read_head(int fd, struct marks *marks, size_t sizes[PARTS])
{
    char head[HEAD_MOST], *at = head;
    size_t used = 0;

    while (used < sizeof head - 1 && read(fd, &head[used], 1) == 1 && head[used] != '\n')
        used++;
    head[used] = '\0';
    const char *rest = after_prefix(head, "student ");
    if (rest == NULL)
        return false;
    marks->full = strtol(rest, &at, 10) == 1;
    for (int i = 0; i < PARTS; i++) {
        const char *before = at;
        sizes[i] = strtoull(before, &at, 10);
        if (at == before || sizes[i] > PART_MOST)
            return false;
    }
    return *at == '\0';
}

bool marks_read(int fd, struct marks *marks)
{
    size_t sizes[PARTS];
    char mark[sizeof end_mark - 1];

    *marks = (struct marks){0};
    bool fine = read_head(fd, marks, sizes);
    for (int i = 0; fine && i < PARTS; i++) {
        char *bytes = allocate(sizes[i] + 1, 1);
        fine = read_whole(fd, bytes, sizes[i]);
        marks->part[i] = (struct text){bytes, sizes[i], sizes[i] + 1};
    }
    fine = fine && read_whole(fd, mark, sizeof mark) && memcmp(mark, end_mark, sizeof mark) == 0;
    if (!fine)
        marks_free(marks);
    return fine;
}

void marks_free(struct marks *marks)
{
    for (int i = 0; i < PARTS; i++)
        text_free(&marks->part[i]);
}

/* ---- the file -------------------------------------------------------------------------------- */

/* Whether the file begins with the key; then it is read up to there. */
static bool has_key(int fd, const char *key)
{
    size_t size = strlen(key);
    char *bytes = allocate(size + 1, 1);
    bool fine =
        lseek(fd, 0, SEEK_SET) == 0 && read_whole(fd, bytes, size) && memcmp(bytes, key, size) == 0;

    free(bytes);
    return fine;
}

/* Finds the end of the last student that is whole, and cuts off the rest. */
static void go_on(struct journal *journal, const char *key)
{
    struct marks marks;
    off_t end;

    if (!has_key(journal->fd, key))
        give_up("%s is of another class, other exercises, files or another seed: go on with the "
                "same command, or begin anew without --resume.",
                journal->path);
    for (end = lseek(journal->fd, 0, SEEK_CUR); marks_read(journal->fd, &marks);
         end = lseek(journal->fd, 0, SEEK_CUR)) {
        journal->count++;
        marks_free(&marks);
    }
    if (ftruncate(journal->fd, end) != 0 || lseek(journal->fd, end, SEEK_SET) != end)
        cannot(journal, "go on with");
}

void journal_open(struct journal *journal, const struct options *options, const char *exercises)
{
    const char *key = key_of(options, exercises);

    *journal = (struct journal){.path = path_of(options), .fd = -1};
    if (journal->path == NULL && options->resume)
        give_up("--resume needs the file that was being written: --csv, --json or --junit FILE.");
    if (journal->path == NULL)
        return;
    journal->fd =
        open(journal->path, O_RDWR | O_CLOEXEC | (options->resume ? 0 : O_CREAT | O_TRUNC), 0644);
    if (journal->fd < 0 && options->resume && errno == ENOENT)
        give_up("there is nothing to go on with: no file %s.", journal->path);
    if (journal->fd < 0)
        cannot(journal, "open");
    if (options->resume)
        go_on(journal, key);
    else if (!write_whole(journal->fd, key, strlen(key)))
        cannot(journal, "write");
}

void journal_each(const struct journal *journal,
                  void (*use)(const struct marks *marks, void *argument), void *argument)
{
    char byte = '\0';

    if (journal->path == NULL)
        return;
    lseek(journal->fd, 0, SEEK_SET);
    while (byte != '\n' && read(journal->fd, &byte, 1) == 1)
        ;
    struct marks marks;
    while (marks_read(journal->fd, &marks)) {
        use(&marks, argument);
        marks_free(&marks);
    }
    lseek(journal->fd, 0, SEEK_END);
}

void journal_add(struct journal *journal, const struct marks *marks)
{
    struct text text = {0};

    if (journal->path == NULL)
        return;
    as_text(marks, &text);
    if (!write_whole(journal->fd, text.bytes, text.size))
        cannot(journal, "write");
    journal->count++;
    text_free(&text);
}

void journal_remove(struct journal *journal)
{
    if (journal->path == NULL)
        return;
    close(journal->fd);
    unlink(journal->path);
}
