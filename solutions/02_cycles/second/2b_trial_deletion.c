/* Exercise 2b, another way. The first subtracts from a copy and follows who waits on a stack. Here
 * the subtraction is done on the counts themselves and undone at the end, and nobody is marked: all
 * objects stand in a row, those proven reachable in front, and to prove one is to swap places. */
#include "exercises/02_cycles/2b_trial_deletion.h"

struct row {
    int *who;   /* who stands at each place */
    int *place; /* where each object stands */
    int proven; /* so many in front are reachable, in the order of their finding */
};

static void line_up(struct row *row, int size)
{
    for (int i = 0; i < size; i++)
        row->who[i] = row->place[i] = i;
}

/* Moves @object to the end of the proven ones, unless he is one of them. */
static void prove(struct row *row, int object)
{
    int from = row->place[object], to = row->proven, other = row->who[to];

    if (from < to)
        return;
    row->who[from] = other;
    row->place[other] = from;
    row->who[to] = object;
    row->place[object] = to;
    row->proven++;
}

/* Adds @change to the count of an object for each reference to it from inside. */
static void count_inside(struct heap *heap, int change)
{
    for (int i = 0; i < heap->size; i++)
        for (int k = 0; k < heap_references(heap, i); k++)
            heap->count[heap_to(heap, i, k)] += change;
}

int find_unreachable(struct heap *heap, bool *garbage)
{
    struct row row = {heap->room, heap->room + heap->size, 0};

    line_up(&row, heap->size);
    count_inside(heap, -1);
    for (int i = 0; i < heap->size; i++)
        if (heap->count[i] != 0)
            prove(&row, i);
    count_inside(heap, +1);
    for (int at = 0; at < row.proven; at++)
        for (int k = 0; k < heap_references(heap, row.who[at]); k++)
            prove(&row, heap_to(heap, row.who[at], k));
    for (int at = 0; at < heap->size; at++)
        garbage[row.who[at]] = at >= row.proven;
    return heap->size - row.proven;
}
