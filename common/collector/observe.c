/* See observe.h. */
#include "common/collector/observe.h"

#include "common/collector/gc.h"

void observe_set(const struct observer *observer)
{
    collector.observer = observer;
}

size_t observe_working_count(const struct object *obj)
{
    return gc_head_of(obj)->prev >> GC_COUNT_SHIFT;
}

int observe_generation(const struct gc_head *base)
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        if (base == &collector.generations[i].head)
            return i;
    return -1;
}

void observe_each(const struct gc_head *list, visitor *visit, void *argument)
{
    if (list == NULL)
        return;
    for (const struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        visit(object_of(node), argument);
}

void observe_phase(enum observe_phase phase, const struct gc_head *base,
                   const struct gc_head *unreachable)
{
    const struct observer *observer = collector.observer;

    if (observer != NULL && observer->phase != NULL)
        observer->phase(phase, base, unreachable, observer->argument);
}

void observe_move(struct object *obj, enum observe_move move)
{
    const struct observer *observer = collector.observer;

    if (observer != NULL && observer->move != NULL)
        observer->move(obj, move, observer->argument);
}
