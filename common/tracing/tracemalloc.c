/* What Python shows of the tracer. See tracemalloc.h. */
#include "common/tracing/tracemalloc.h"

#include "common/base/error.h"
#include "common/base/state.h"
#include "common/objects/object.h"
#include "common/tracing/tables.h"

struct tracer tracemalloc;

void tracer_init(void)
{
    tracemalloc = (struct tracer){.limit = 1};
}

static void forget_tables(struct tracer *tracer)
{
    tracebacks_forget(tracer);
    traces_forget(tracer);
    *tracer = (struct tracer){.limit = tracer->limit};
}

static bool make_tables(struct tracer *tracer)
{
    if (traces_start(tracer) && tracebacks_start(tracer))
        return true;
    forget_tables(tracer);
    error_no_memory();
    return false;
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
    const struct trace *trace = traces_find(tracer, block);
    return trace->block == NULL ? NULL : trace->traceback;
}
