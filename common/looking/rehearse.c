/* See rehearse.h. */
#include "common/looking/rehearse.h"

#include "common/base/memory_internal.h"
#include "common/collector/collect.h"
#include "common/collector/gc.h"
#include "common/looking/verify.h"

enum {
    EVERY = 20
}; /* allocations between two rehearsals are at most one in EVERY tracked objects */

static size_t allocations_to_rehearsal;

/* Links the nodes of @order into @list, unmarked. */
static void put_back(struct gc_head *list, struct gc_head *const *order, size_t size)
{
    gc_list_init(list);
    for (size_t i = 0; i < size; i++) {
        order[i]->prev &= GC_FINALIZED;
        gc_list_append(order[i], list);
    }
}

/* @return the number of objects. */
static size_t rehearse_generation(struct gc_head *list)
{
    size_t size = gc_list_size(list), i = 0;
    struct gc_head **order = memory_untraced_alloc((size + 1) * sizeof *order);
    struct gc_head unreachable;

    if (order == NULL)
        return size;
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        order[i++] = node;
    gc_deduce_unreachable(list, &unreachable);
    put_back(list, order, size);
    memory_untraced_free(order);
    return size;
}

static void rehearse(void)
{
    const struct observer *observer = collector.observer;
    char report[200];
    size_t objects = 0;

    if (!verify(report, sizeof report))
        fatal("rehearse", "%s", report);
    collector.observer = NULL;
    for (int i = 0; i < GC_GENERATIONS; i++)
        objects += rehearse_generation(&collector.generations[i].head);
    collector.observer = observer;
    allocations_to_rehearsal = objects / EVERY;
}

void rehearse_at_allocation(void)
{
    if (collector.collecting)
        return;
    if (allocations_to_rehearsal > 0)
        allocations_to_rehearsal--;
    else
        rehearse();
}
