/* Where blocks were made: each stack of calls is kept once. See tables.h. */
#include <string.h>

#include "common/base/state.h"
#include "common/tracing/tables.h"

enum { FIRST_SIZE = 1024 };

static bool same_traceback(const struct traceback *a, const struct traceback *b)
{
    return a->hash == b->hash && a->total == b->total && a->count == b->count &&
           memcmp(a->places, b->places, (size_t)a->count * sizeof a->places[0]) == 0;
}

static struct traceback **find_traceback(struct traceback **table, size_t size,
                                         const struct traceback *wanted)
{
    size_t at = wanted->hash & (size - 1);

    while (table[at] != NULL && !same_traceback(table[at], wanted))
        at = (at + 1) & (size - 1);
    return &table[at];
}

static bool make_room_for_traceback(struct tracer *tracer)
{
    if (tracer->traceback_count * 3 < tracer->traceback_size * 2)
        return true;
    size_t size = tracer->traceback_size * 2;
    struct traceback **table = new_table(size, sizeof *table);
    if (table == NULL)
        return false;
    for (size_t i = 0; i < tracer->traceback_size; i++)
        if (tracer->tracebacks[i] != NULL)
            *find_traceback(table, size, tracer->tracebacks[i]) = tracer->tracebacks[i];
    memory_untraced_free(tracer->tracebacks);
    tracer->tracebacks = table;
    tracer->traceback_size = size;
    return true;
}

static size_t traceback_bytes(int places)
{
    return sizeof(struct traceback) + (size_t)places * sizeof(struct place);
}

/* Reads the frames into @traceback, which has room for @limit places. */
static void read_frames(struct traceback *traceback, int limit)
{
    memset(traceback, 0, traceback_bytes(limit));
    for (const struct frame *frame = runtime.frame; frame != NULL; frame = frame->back) {
        int line = frame == runtime.frame ? frame->line : frame_line_of_call(frame);
        if (frame == &runtime.outermost && line == 0 && traceback->total > 0)
            break; /* no call from outside a FRAME() is known */
        if (traceback->count < limit) {
            traceback->places[traceback->count++] = (struct place){frame->file, line};
            traceback->hash =
                (traceback->hash ^ hash_address(frame->file) ^ (size_t)line) * 0x9E3779B97F4A7C15u;
        }
        traceback->total += traceback->total < TRACEMALLOC_MAX_FRAMES;
    }
    traceback->hash >>= 16;
}

const struct traceback *tracebacks_here(struct tracer *tracer)
{
    struct traceback *scratch = tracer->scratch;

    if (!make_room_for_traceback(tracer))
        return NULL;
    read_frames(scratch, tracer->limit);
    struct traceback **entry = find_traceback(tracer->tracebacks, tracer->traceback_size, scratch);
    if (*entry != NULL)
        return *entry;
    *entry = memory_untraced_alloc(traceback_bytes(scratch->count));
    if (*entry == NULL)
        return NULL;
    memcpy(*entry, scratch, traceback_bytes(scratch->count));
    tracer->traceback_count++;
    return *entry;
}

bool tracebacks_start(struct tracer *tracer)
{
    tracer->tracebacks = new_table(FIRST_SIZE, sizeof tracer->tracebacks[0]);
    tracer->traceback_size = tracer->tracebacks == NULL ? 0 : FIRST_SIZE;
    tracer->scratch = memory_untraced_alloc(traceback_bytes(tracer->limit));
    return tracer->tracebacks != NULL && tracer->scratch != NULL;
}

void tracebacks_forget(struct tracer *tracer)
{
    for (size_t i = 0; i < tracer->traceback_size; i++)
        memory_untraced_free(tracer->tracebacks[i]);
    memory_untraced_free(tracer->tracebacks);
    memory_untraced_free(tracer->scratch);
}
