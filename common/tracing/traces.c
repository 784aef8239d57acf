/* Which blocks there are, and what memory.c tells of them. See tables.h. */
#include <string.h>

#include "common/base/tracing.h"
#include "common/tracing/tables.h"

enum { FIRST_SIZE = 1024 };

void *new_table(size_t entries, size_t entry_size)
{
    void *table = memory_untraced_alloc(entries * entry_size);

    return table == NULL ? NULL : memset(table, 0, entries * entry_size);
}

/* The entry of @block, or the empty one where it belongs. The table is never full. */
static struct trace *find(struct trace *traces, size_t size, const void *block)
{
    size_t at = hash_address(block) & (size - 1);

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
        size_t home = hash_address(tracer->traces[at].block) & mask;
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            tracer->traces[hole] = tracer->traces[at];
            hole = at;
        }
    }
    tracer->traces[hole].block = NULL;
    tracer->trace_count--;
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
    const struct traceback *traceback = make_room(tracer) ? tracebacks_here(tracer) : NULL;

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
    const struct traceback *traceback = tracebacks_here(tracer);

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
    const struct traceback *traceback = tracebacks_here(tracer);

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

bool traces_start(struct tracer *tracer)
{
    tracer->traces = new_table(FIRST_SIZE, sizeof tracer->traces[0]);
    tracer->trace_size = tracer->traces == NULL ? 0 : FIRST_SIZE;
    return tracer->traces != NULL;
}

void traces_forget(struct tracer *tracer)
{
    memory_untraced_free(tracer->traces);
}

struct trace *traces_find(const struct tracer *tracer, const void *block)
{
    return find(tracer->traces, tracer->trace_size, block);
}
