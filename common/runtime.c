/* The start and the end. See runtime.h. */
#include "common/runtime.h"

#include "common/base/state.h"
#include "common/collector/collect.h"
#include "common/objects/dealloc.h"
#include "common/objects/freelist.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"

void runtime_init(void)
{
    if (runtime.running)
        fatal("runtime_init", "the runtime is running already");
    void (*on_fatal)(const char *message) = runtime.error.on_fatal;
    runtime = (struct runtime){.running = true, .error.on_fatal = on_fatal};
    runtime.frame = &runtime.outermost;
    runtime.outermost.file = "<unknown>";
    runtime.outermost.function = "";
    deallocation = (struct dealloc_state){0};
    freelists = (struct freelists){0};
    tracer_init();
    atoms_init();
    if (!gc_init())
        fatal("runtime_init", "no memory to start with");
}

size_t runtime_finish(void)
{
    if (!runtime.running)
        fatal("runtime_finish", "the runtime is not running");
    gc_finish();
    freelists_clear();
    tracemalloc_stop();
    runtime.running = false;
    return runtime.memory.blocks;
}
