/* Strings and files for a program that runs for a second or two.
 *
 * What these functions return lives until the program ends unless its comment says otherwise:
 * nothing here is called in a loop that a learner's file controls. Running out of memory ends the
 * program with a sentence.
 */
#ifndef RECLAIM_GRADER_BASE_TEXT_H
#define RECLAIM_GRADER_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A growing string, always terminated once anything was added. Starts as {0}. */
struct text {
    char *bytes;
    size_t size, room;
};

void text_add(struct text *text, const char *bytes, size_t size);
__attribute__((format(printf, 2, 3))) void text_format(struct text *text, const char *format, ...);
void text_free(struct text *text);
const char *text_of(const struct text *text); /* "" when nothing was added */

/* A growing list of strings, NULL at the end: argv and its like. Starts as {0}; the strings are
 * borrowed. */
struct words {
    const char **at;
    size_t count, room;
};

void words_add(struct words *words, const char *word);
void words_add_all(struct words *words, const struct words *more);
void words_add_new(struct words *words, const char *word); /* unless it is there */
bool words_have(const struct words *words, const char *word);

__attribute__((format(printf, 1, 2))) char *format(const char *format, ...);
char *copy_of(const char *text, size_t size);
void *allocate(size_t count, size_t size); /* zeroed */

/* The whole of a file in *text; false when it cannot be read or is larger than `most`. */
bool file_read(const char *path, size_t most, struct text *text);
/* Writes a file whole or not at all (a new file, renamed), what is no plain file as it stands;
 * false with errno when it cannot be. */
bool file_write(const char *path, const char *bytes, size_t size);
bool file_exists(const char *path);
/* A device, a pipe, a link (/dev/stdout): to be written through, since root could replace it. */
bool file_is_special(const char *path);
const char *base_name(const char *path);
const char *after_prefix(const char *text, const char *prefix); /* NULL when it does not start so */

/* How many letters to add, drop, change or swap to make one word of the other. */
int word_distance(const char *a, const char *b);

/* Ends the program with status 2: "reclaim: SENTENCE" on standard error. */
__attribute__((format(printf, 1, 2))) _Noreturn void give_up(const char *format, ...);

#endif
