/* The records of checks, read back: see wire.h for what is sent. */
#ifndef RECLAIM_GRADER_JUDGE_STREAM_H
#define RECLAIM_GRADER_JUDGE_STREAM_H

#include <stdint.h>

#include "exercises/grader/base/text.h"

enum record_kind {
    RECORD_ABOUT,
    RECORD_CHECK,
    RECORD_STEP,
    RECORD_SEE,
    RECORD_DRAW,
    RECORD_TODO,
    RECORD_FATAL,
    RECORD_FORBID,
    RECORD_CRASH,
    RECORD_FRAME,
    RECORD_LEAK,
    RECORD_DONE,
    RECORD_REASON,
    RECORD_WHY,
    RECORD_OWED,
    RECORD_SUM,
    RECORD_HOLDS,
    RECORD_POINT,
    RECORD_PENDING,
    RECORD_AMISS,
    RECORD_GONE,
    RECORD_TOUCH,
    RECORD_HEAP,
    RECORD_UNKNOWN,
};

enum { FIELDS_MOST = 8 };

struct record {
    enum record_kind kind;
    const char *field[FIELDS_MOST]; /* "" where there is none */
};

struct stream {
    struct record *records;
    size_t count;
    bool foreign; /* somebody else wrote to the channel, or it went on after `done` */
    bool done;
};

/* Takes the nonce and the sequence off every line of what a run sent, into plain: lines "KIND
 * FIELDS", up to the first that has the wrong nonce or number; then false. Only where a run is of
 * `many` checks may a second one begin, and the numbers with it. */
bool stream_unwrap(const struct text *sent, uint64_t nonce, bool many, struct text *plain);

/* Reads lines "KIND FIELDS" of one check, or of the head before the first. */
void stream_read(struct stream *stream, const char *plain, size_t size);

/* The first record of a kind, or NULL. */
const struct record *stream_find(const struct stream *stream, enum record_kind kind);
/* The nth observation (from 0), or NULL; *at is its place among the records. */
const struct record *stream_see(const struct stream *stream, size_t nth, size_t *at);

#endif
