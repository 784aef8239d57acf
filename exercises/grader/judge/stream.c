/* See stream.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/stream.h"

static const char *const kinds[] = {
    "about", "check", "step",    "see",   "draw",   "todo",  "fatal", "forbid",
    "crash", "frame", "leak",    "done",  "reason", "why",   "owed",  "sum",
    "holds", "point", "pending", "amiss", "gone",   "touch", "heap",
};

static enum record_kind kind_of(const char *word, size_t size)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strlen(kinds[i]) == size && memcmp(kinds[i], word, size) == 0)
            return (enum record_kind)i;
    return RECORD_UNKNOWN;
}

/* "NONCE SEQUENCE " at the start of line: where the rest begins, or NULL when it is not what it
 * should be. */
static const char *unwrap(const char *line, const char *nonce, bool many,
                          unsigned long long *sequence)
{
    const char *number = after_prefix(line, nonce);
    char *end;

    if (number == NULL || *number != ' ')
        return NULL;
    unsigned long long got = strtoull(number + 1, &end, 10);
    bool restart = many && got == 1 && after_prefix(end, " check ") != NULL;
    if (*end != ' ' || (got != *sequence + 1 && !restart))
        return NULL;
    *sequence = got;
    return end + 1;
}

bool stream_unwrap(const struct text *sent, uint64_t nonce, bool many, struct text *plain)
{
    char prefix[32];
    unsigned long long sequence = 0;
    const char *line = text_of(sent);

    snprintf(prefix, sizeof prefix, "%016llx", (unsigned long long)nonce);
    if (strlen(line) != sent->size)
        return false; /* a zero byte: no record has one */
    while (*line != '\0') {
        size_t size = strcspn(line, "\n");
        const char *rest = unwrap(line, prefix, many, &sequence);
        if (rest == NULL || rest > line + size)
            return false;
        text_format(plain, "%.*s\n", (int)(line + size - rest), rest);
        line += size + (line[size] == '\n');
    }
    return true;
}

/* 0 to 15; -1 for what is no hexadecimal digit of the recorder's. */
static int hex(char digit)
{
    return digit >= '0' && digit <= '9'   ? digit - '0'
           : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                                          : -1;
}

/* Long enough for the longest honest one: observations, drawings and what the reference says are
 * as long as the check makes them, all else is a sentence at most. */
static size_t most_of(enum record_kind kind)
{
    return kind == RECORD_SEE || kind == RECORD_DRAW || kind == RECORD_HEAP ? 64 << 10
           : kind == RECORD_ABOUT || kind == RECORD_REASON                  ? 4 << 10
                                                                            : 600;
}

static const char *unescape(const char *field, size_t size)
{
    if (size == 0)
        return "";
    char *result = allocate(size + 1, 1);
    size_t used = 0;

    for (size_t i = 0; i < size; i++) {
        if (field[i] == '\\' && i + 3 < size && field[i + 1] == 'x' && hex(field[i + 2]) >= 0 &&
            hex(field[i + 3]) >= 0) {
            result[used++] = (char)(16 * hex(field[i + 2]) + hex(field[i + 3]));
            i += 3;
        } else {
            result[used++] = field[i];
        }
    }
    return result;
}

static struct record read_record(const char *line, size_t size)
{
    size_t word = strcspn(line, " \n");
    struct record record = {.kind = kind_of(line, word < size ? word : size)};
    const char *at = line + word + 1, *end = line + size;

    for (int i = 0; i < FIELDS_MOST; i++) {
        record.field[i] = "";
        if (at > end)
            continue;
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        const char *stop = tab != NULL ? tab : end;
        size_t field = (size_t)(stop - at), most = most_of(record.kind);
        record.field[i] = unescape(at, field < most ? field : most);
        at = stop + 1;
    }
    return record;
}

static void add_record(struct stream *stream, struct record record)
{
    if (stream->count % 64 == 0) {
        stream->records =
            reallocarray(stream->records, stream->count + 64, sizeof stream->records[0]);
        if (stream->records == NULL)
            give_up("this machine has no memory left.");
    }
    stream->records[stream->count++] = record;
}

void stream_read(struct stream *stream, const char *plain, size_t size)
{
    const char *end = plain + size;

    for (const char *line = plain; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop == NULL)
            stop = end;
        add_record(stream, read_record(line, (size_t)(stop - line)));
        bool begins = stream->records[stream->count - 1].kind == RECORD_CHECK;
        if (stream->done || (begins && stream->count > 1))
            stream->foreign = true;
        if (stream->records[stream->count - 1].kind == RECORD_DONE)
            stream->done = true;
        line = stop + 1;
    }
}

const struct record *stream_find(const struct stream *stream, enum record_kind kind)
{
    for (size_t i = 0; i < stream->count; i++)
        if (stream->records[i].kind == kind)
            return &stream->records[i];
    return NULL;
}

const struct record *stream_see(const struct stream *stream, size_t nth, size_t *at)
{
    for (size_t i = 0; i < stream->count; i++)
        if (stream->records[i].kind == RECORD_SEE && nth-- == 0) {
            *at = i;
            return &stream->records[i];
        }
    return NULL;
}
