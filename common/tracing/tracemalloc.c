/* The tables of the tracer. See tracemalloc.h. */
#include "common/tracing/tracemalloc.h"

#include <string.h>

#include "common/base/error.h"
#include "common/base/state.h"
#include "common/base/tracing.h"
#include "common/objects/object.h"

enum { FIRST_SIZE = 1024 };

struct tracer tracemalloc;

static size_t hash_pointer(const void *pointer)
{
    return ((uintptr_t)pointer >> 4) * 0x9E3779B97F4A7C15u >> 16;
}

static void *new_table(size_t entries, size_t entry_size)
{
    void *table = memory_untraced_alloc(entries * entry_size);

    return table == NULL ? NULL : memset(table, 0, entries * entry_size);
}

/* The entry of @block, or the empty one where it belongs. The table is never full. */
static struct trace *find(struct trace *traces, size_t size, const void *block)
{
    size_t at = hash_pointer(block) & (size - 1);

    while (traces[at].block != NULL && traces[at].block != block)
        at = (at + 1) & (size - 1);
    return &traces[at];
}

/* Keeps the table at most two thirds full. */
static bool make_room(struct tracer *tracer)
{
    if (tracer->trace_count * 3 < tracer->trace_size * 2)
        return true;
    size_t size = tracer->trace_size * 2;
    struct trace *traces = new_table(size, sizeof *traces);
    if (traces == NULL)
        return false;
    for (size_t i = 0; i < tracer->trace_size; i++)
        if (tracer->traces[i].block != NULL)
            *find(traces, size, tracer->traces[i].block) = tracer->traces[i];
    memory_untraced_free(tracer->traces);
    tracer->traces = traces;
    tracer->trace_size = size;
    return true;
}

/* Takes an entry out; those behind it move up, so that every chain of probes stays whole. */
static void take_out(struct tracer *tracer, struct trace *gone)
{
    size_t mask = tracer->trace_size - 1, hole = (size_t)(gone - tracer->traces);

    for (size_t at = (hole + 1) & mask; tracer->traces[at].block != NULL; at = (at + 1) & mask) {
        size_t home = hash_pointer(tracer->traces[at].block) & mask;
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            tracer->traces[hole] = tracer->traces[at];
            hole = at;
        }
    }
    tracer->traces[hole].block = NULL;
    tracer->trace_count--;
}

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
                (traceback->hash ^ hash_pointer(frame->file) ^ (size_t)line) * 0x9E3779B97F4A7C15u;
        }
        traceback->total += traceback->total < TRACEMALLOC_MAX_FRAMES;
    }
    traceback->hash >>= 16;
}

/* The one traceback that says where we are. NULL: no memory. */
static const struct traceback *here(struct tracer *tracer)
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

static void count_bytes(struct tracer *tracer, size_t size)
{
    tracer->current += size;
    if (tracer->current > tracer->peak)
        tracer->peak = tracer->current;
}

static void put(struct tracer *tracer, struct trace trace)
{
    *find(tracer->traces, tracer->trace_size, trace.block) = trace;
    tracer->trace_count++;
    count_bytes(tracer, trace.size);
}

bool tracer_add(void *block, size_t size, enum memory_use use)
{
    struct tracer *tracer = &tracemalloc;
    const struct traceback *traceback = make_room(tracer) ? here(tracer) : NULL;

    if (traceback == NULL)
        return false;
    put(tracer, (struct trace){block, size, use, traceback});
    return true;
}

static struct trace remove_trace(struct tracer *tracer, uintptr_t address)
{
    struct trace *found = find(tracer->traces, tracer->trace_size, (void *)address);
    struct trace trace = *found;

    if (trace.block == NULL)
        return trace;
    tracer->current -= trace.size;
    take_out(tracer, found);
    return trace;
}

void tracer_remove(const void *block)
{
    remove_trace(&tracemalloc, (uintptr_t)block);
}

/* What was removed leaves room in the table; only a new traceback can lack memory, then the old one
 * stays. */
void tracer_move(uintptr_t old, void *moved, size_t size)
{
    struct tracer *tracer = &tracemalloc;
    struct trace trace = remove_trace(tracer, old);
    const struct traceback *traceback = here(tracer);

    if (trace.block != NULL)
        put(tracer, (struct trace){moved, size, trace.use,
                                   traceback == NULL ? trace.traceback : traceback});
    else if (traceback != NULL && make_room(tracer))
        put(tracer, (struct trace){moved, size, MEMORY_BUFFER, traceback});
}

void tracer_refresh(const void *block)
{
    struct tracer *tracer = &tracemalloc;
    struct trace *trace = find(tracer->traces, tracer->trace_size, block);
    const struct traceback *traceback = here(tracer);

    if (trace->block != NULL && traceback != NULL)
        trace->traceback = traceback;
}

const struct trace *tracer_next(const struct trace *previous)
{
    const struct tracer *tracer = &tracemalloc;
    size_t at = previous == NULL ? 0 : (size_t)(previous - tracer->traces) + 1;

    while (at < tracer->trace_size && tracer->traces[at].block == NULL)
        at++;
    return at < tracer->trace_size ? &tracer->traces[at] : NULL;
}

void tracer_init(void)
{
    tracemalloc = (struct tracer){.limit = 1};
}

static void forget_tables(struct tracer *tracer)
{
    for (size_t i = 0; i < tracer->traceback_size; i++)
        memory_untraced_free(tracer->tracebacks[i]);
    memory_untraced_free(tracer->tracebacks);
    memory_untraced_free(tracer->traces);
    memory_untraced_free(tracer->scratch);
    *tracer = (struct tracer){.limit = tracer->limit};
}

static bool make_tables(struct tracer *tracer)
{
    tracer->traces = new_table(FIRST_SIZE, sizeof tracer->traces[0]);
    tracer->tracebacks = new_table(FIRST_SIZE, sizeof tracer->tracebacks[0]);
    tracer->scratch = memory_untraced_alloc(traceback_bytes(tracer->limit));
    if (tracer->traces == NULL || tracer->tracebacks == NULL || tracer->scratch == NULL) {
        forget_tables(tracer);
        error_no_memory();
        return false;
    }
    tracer->trace_size = tracer->traceback_size = FIRST_SIZE;
    return true;
}

bool tracemalloc_start(int nframe)
{
    struct tracer *tracer = &tracemalloc;

    if (nframe < 1 || nframe > TRACEMALLOC_MAX_FRAMES)
        return error_set(ERROR_VALUE, "the number of frames must be in range [1; 65535]");
    if (tracer->tracing)
        return true;
    tracer->limit = nframe;
    tracer->tracing = runtime.memory.traced = make_tables(tracer);
    return tracer->tracing;
}

void tracemalloc_stop(void)
{
    if (!tracemalloc.tracing)
        return;
    runtime.memory.traced = false;
    forget_tables(&tracemalloc);
}

bool tracemalloc_is_tracing(void)
{
    return tracemalloc.tracing;
}

int tracemalloc_get_traceback_limit(void)
{
    return tracemalloc.limit;
}

void tracemalloc_get_traced_memory(size_t *current, size_t *peak)
{
    *current = tracemalloc.current;
    *peak = tracemalloc.peak;
}

void tracemalloc_reset_peak(void)
{
    tracemalloc.peak = tracemalloc.current;
}

const struct traceback *tracemalloc_get_object_traceback(const struct object *obj)
{
    const struct tracer *tracer = &tracemalloc;

    if (!tracer->tracing)
        return NULL;
    const void *block = object_is_gc(obj) ? (const void *)gc_head_of(obj) : obj;
    const struct trace *trace = find(tracer->traces, tracer->trace_size, block);
    return trace->block == NULL ? NULL : trace->traceback;
}
