/* The collector's state, and tracking. See gc.h. */
#include "common/collector/collect.h"

#include "common/types/list.h"

struct gc_state collector;

/* The collector's own lists are untracked: like a frozen object, they are an owner outside of
 * everything. */
static struct object *own_list(void)
{
    struct object *list = list_new(0);

    if (list != NULL)
        gc_untrack(list);
    return list;
}

bool gc_init(void)
{
    static const int thresholds[GC_GENERATIONS] = {700, 10, 10};

    collector = (struct gc_state){0};
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_init(&collector.generations[i].head);
        collector.generations[i].threshold = thresholds[i];
    }
    gc_list_init(&collector.permanent);
    collector.garbage = own_list();
    collector.callbacks = own_list();
    collector.generations[0].count = 0;
    collector.enabled = true;
    return collector.garbage != NULL && collector.callbacks != NULL;
}

void gc_finish(void)
{
    collector.enabled = false;
    clearref(&collector.garbage);
    clearref(&collector.callbacks);
}

void gc_track(struct object *obj)
{
    if (gc_head_of(obj)->next != 0)
        fatal("gc_track", "this %s is tracked already", object_type_name(obj));
    gc_list_append(gc_head_of(obj), &collector.generations[0].head);
}
