/* Intrusive circular lists of containers. See gc_list.h. */
#include "common/objects/gc_list.h"

void gc_list_init(struct gc_head *list)
{
    list->next = (uintptr_t)list;
    list->prev = (uintptr_t)list;
}

bool gc_list_is_empty(const struct gc_head *list)
{
    return gc_next(list) == list;
}

static void link_nodes(struct gc_head *first, struct gc_head *second)
{
    gc_set_next(first, second);
    gc_set_prev(second, first);
}

void gc_list_append(struct gc_head *node, struct gc_head *list)
{
    link_nodes(gc_prev(list), node);
    link_nodes(node, list);
}

void gc_list_remove(struct gc_head *node)
{
    link_nodes(gc_prev(node), gc_next(node));
    node->next = 0;
    node->prev &= GC_FINALIZED;
}

void gc_list_move(struct gc_head *node, struct gc_head *list)
{
    link_nodes(gc_prev(node), gc_next(node));
    gc_list_append(node, list);
}

void gc_list_merge(struct gc_head *from, struct gc_head *to)
{
    if (gc_list_is_empty(from))
        return;
    link_nodes(gc_prev(to), gc_next(from));
    link_nodes(gc_prev(from), to);
    gc_list_init(from);
}

size_t gc_list_size(const struct gc_head *list)
{
    size_t size = 0;

    for (const struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        size++;
    return size;
}
