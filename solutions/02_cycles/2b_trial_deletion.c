/* Exercise 2b, solved. The library parks objects and moves them between two lists; here there are
 * no lists: everybody is garbage until proven reachable, and who is proven so waits on a stack for
 * the references that he owns to be followed. */
#include "exercises/02_cycles/2b_trial_deletion.h"

struct search {
    const struct heap *heap;
    bool *garbage;
    int *stack; /* reachable, and not yet followed */
    int height;
};

/* @object is reachable. The first time that this is said, it goes on the stack. */
static void reach(struct search *search, int object)
{
    if (!search->garbage[object])
        return;
    search->garbage[object] = false;
    search->stack[search->height++] = object;
}

/* Leaves in @working what is left of each count without the references between objects. */
static void subtract(const struct heap *heap, int *working)
{
    for (int i = 0; i < heap->size; i++)
        working[i] = heap->count[i];
    for (int i = 0; i < heap->size; i++)
        for (int k = 0; k < heap_references(heap, i); k++)
            working[heap_to(heap, i, k)]--;
}

int find_unreachable(struct heap *heap, bool *garbage)
{
    int *working = heap->room, found = heap->size;
    struct search search = {heap, garbage, heap->room + heap->size, 0};

    subtract(heap, working);
    for (int i = 0; i < heap->size; i++)
        garbage[i] = true;
    for (int i = 0; i < heap->size; i++)
        if (working[i] > 0)
            reach(&search, i);
    for (; search.height > 0; found--) {
        int from = search.stack[--search.height];
        for (int k = 0; k < heap_references(heap, from); k++)
            reach(&search, heap_to(heap, from, k));
    }
    return found;
}
