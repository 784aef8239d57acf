/*
 * The invariants. The second half borrows the collector's trick: each header's prev word holds what
 * is left of the count after the references from tracked objects are subtracted, and is put back
 * from next afterwards.
 */
#include "common/looking/verify.h"

#include <stdio.h>

#include "common/collector/gc.h"

enum { LISTS = GC_GENERATIONS + 1 };

struct inspection {
    char *report; /* what was found first; empty: nothing */
    size_t size;
};

static struct gc_head *list_number(int i)
{
    return i < GC_GENERATIONS ? &collector.generations[i].head : &collector.permanent;
}

static void complain(struct inspection *inspection, const struct gc_head *head, const char *what)
{
    const struct object *obj = object_of(head);

    if (inspection->report[0] == '\0')
        snprintf(inspection->report, inspection->size, "the %s at %p, count %td: %s",
                 object_type_name(obj), (const void *)obj, obj->refcount, what);
}

static void check_list(struct gc_head *list, struct inspection *inspection)
{
    for (struct gc_head *previous = list, *node = gc_next(list);; node = gc_next(node)) {
        if (gc_prev(node) != previous)
            snprintf(inspection->report, inspection->size, "a generation's list is broken");
        if (node == list || inspection->report[0] != '\0')
            return;
        if (object_of(node)->refcount <= 0)
            complain(inspection, node, "is dead and still tracked");
        if (node->prev & GC_COLLECTING || node->next & GC_UNREACHABLE)
            complain(inspection, node, "is marked though no collection runs");
        previous = node;
    }
}

static void copy_counts(struct gc_head *list)
{
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        node->prev = (node->prev & GC_FINALIZED) | GC_COLLECTING |
                     (uintptr_t)object_of(node)->refcount << GC_COUNT_SHIFT;
}

static void subtract(struct object *referent, void *argument)
{
    struct gc_head *head = gc_head_of(referent);

    if (!gc_is_tracked(referent))
        return;
    if (head->prev >> GC_COUNT_SHIFT == 0)
        complain(argument, head, "its refcount is too small: more tracked objects refer to it");
    else
        head->prev -= (uintptr_t)1 << GC_COUNT_SHIFT;
}

static void subtract_references(struct gc_head *list, struct inspection *inspection)
{
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        object_traverse(object_of(node), subtract, inspection);
}

static void restore_links(struct gc_head *list)
{
    struct gc_head *previous = list;

    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node)) {
        node->prev = (node->prev & GC_FINALIZED) | (uintptr_t)previous;
        previous = node;
    }
}

bool verify(char *report, size_t size)
{
    struct inspection inspection = {report, size};

    if (collector.collecting)
        fatal("verify", "a collection is running, and its working counts are in the headers");
    report[0] = '\0';
    for (int i = 0; i < LISTS && report[0] == '\0'; i++)
        check_list(list_number(i), &inspection);
    if (report[0] != '\0')
        return false;
    for (int i = 0; i < LISTS; i++)
        copy_counts(list_number(i));
    for (int i = 0; i < LISTS; i++)
        subtract_references(list_number(i), &inspection);
    for (int i = 0; i < LISTS; i++)
        restore_links(list_number(i));
    return report[0] == '\0';
}
