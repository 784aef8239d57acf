/* See text.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercises/grader/base/text.h"

void give_up(const char *format, ...)
{
    va_list arguments;

    fflush(stdout);
    fputs("reclaim: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

static void *resize(void *block, size_t size)
{
    void *result = realloc(block, size);

    if (result == NULL)
        give_up("this machine has no memory left.");
    return result;
}

void *allocate(size_t count, size_t size)
{
    void *result = calloc(count > 0 ? count : 1, size);

    if (result == NULL)
        give_up("this machine has no memory left.");
    return result;
}

void text_add(struct text *text, const char *bytes, size_t size)
{
    if (text->size + size + 1 > text->room) {
        text->room = 2 * (text->size + size) + 64;
        text->bytes = resize(text->bytes, text->room);
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

static void text_add_arguments(struct text *text, const char *format, va_list arguments)
{
    char *made = NULL;
    int size = vasprintf(&made, format, arguments);

    if (size < 0)
        give_up("this machine has no memory left.");
    text_add(text, made, (size_t)size);
    free(made);
}

void text_format(struct text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    text_add_arguments(text, format, arguments);
    va_end(arguments);
}

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

const char *text_of(const struct text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void words_add(struct words *words, const char *word)
{
    if (words->count + 2 > words->room) {
        words->room = 2 * words->count + 16;
        words->at = resize(words->at, words->room * sizeof words->at[0]);
    }
    words->at[words->count++] = word;
    words->at[words->count] = NULL;
}

void words_add_all(struct words *words, const struct words *more)
{
    for (size_t i = 0; i < more->count; i++)
        words_add(words, more->at[i]);
}

bool words_have(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->at[i], word) == 0)
            return true;
    return false;
}

void words_add_new(struct words *words, const char *word)
{
    if (!words_have(words, word))
        words_add(words, word);
}

char *format(const char *format, ...)
{
    struct text text = {0};
    va_list arguments;

    va_start(arguments, format);
    text_add_arguments(&text, format, arguments);
    va_end(arguments);
    return text.bytes;
}

char *copy_of(const char *bytes, size_t size)
{
    struct text text = {0};

    text_add(&text, bytes, size);
    return text.bytes;
}

bool file_read(const char *path, size_t most, struct text *text)
{
    struct stat about;
    char part[16384];
    ssize_t n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return false;
    bool fine = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    while (fine && (n = read(fd, part, sizeof part)) > 0) {
        text_add(text, part, (size_t)n);
        fine = text->size <= most;
    }
    close(fd);
    return fine && n == 0;
}

static bool write_all(int fd, const char *bytes, size_t size)
{
    bool fine = fd >= 0;

    for (size_t sent = 0; fine && sent < size;) {
        ssize_t n = write(fd, bytes + sent, size - sent);
        fine = n > 0;
        sent += fine ? (size_t)n : 0;
    }
    if (fd >= 0 && close(fd) != 0)
        fine = false;
    return fine;
}

bool file_is_special(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}

bool file_write(const char *path, const char *bytes, size_t size)
{
    if (file_is_special(path))
        return write_all(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644), bytes, size);

    char *fresh = format("%s.%d", path, (int)getpid());
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool fine = write_all(fd, bytes, size);

    if (!fine || rename(fresh, path) != 0) {
        int why = errno;
        if (fd >= 0)
            unlink(fresh);
        errno = why;
        fine = false;
    }
    free(fresh);
    return fine;
}

bool file_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

const char *after_prefix(const char *text, const char *prefix)
{
    size_t size = strlen(prefix);

    return strncmp(text, prefix, size) == 0 ? text + size : NULL;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int word_distance(const char *a, const char *b)
{
    enum { MOST = 40 };
    int rows[MOST + 1][MOST + 1];
    int n = (int)strnlen(a, MOST), m = (int)strnlen(b, MOST);

    for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            int change = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            rows[i][j] = least(change, 1 + least(rows[i - 1][j], rows[i][j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows[n][m];
}
