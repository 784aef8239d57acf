/*
 * The collector's switches: whether it runs by itself, and how often. When it does is trigger.c,
 * what it examines then choose.c.
 */
#include "common/collector/gc.h"

void gc_enable(void)
{
    collector.enabled = true;
}

void gc_disable(void)
{
    collector.enabled = false;
}

bool gc_is_enabled(void)
{
    return collector.enabled;
}

void gc_set_threshold(const int thresholds[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        collector.generations[i].threshold = thresholds[i];
}

void gc_get_threshold(int thresholds[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        thresholds[i] = collector.generations[i].threshold;
}

void gc_get_count(int counts[GC_GENERATIONS])
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        counts[i] = collector.generations[i].count;
}
