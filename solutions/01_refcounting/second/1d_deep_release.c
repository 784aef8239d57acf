/* Exercise 1d, another way. In the first, every container waits on a stack, and who died last goes
 * first. Here the outermost is released on the spot, and the others wait in a queue, a ring that is
 * known by its last: who died first goes first. */
#include "exercises/01_refcounting/1d_deep_release.h"

static struct gc_head
    *last;             /* of the ring of those who wait, its prev is the first; NULL: nobody */
static int inside;     /* calls of a type's dealloc that are under way */
static size_t waiting; /* members of the ring */

static void line_up(struct object *obj)
{
    struct gc_head *head = gc_head_of(obj);

    gc_set_prev(head, last == NULL ? head : gc_prev(last));
    if (last != NULL)
        gc_set_prev(last, head);
    last = head;
    waiting++;
}

static struct object *next_in_line(void)
{
    struct gc_head *first = gc_prev(last);

    if (first == last)
        last = NULL;
    else
        gc_set_prev(last, gc_prev(first));
    gc_set_prev(first, NULL);
    waiting--;
    return object_of(first);
}

static void release(struct object *obj)
{
    inside++;
    obj->type->dealloc(obj);
    inside--;
}

void dealloc(struct object *obj)
{
    if (object_is_gc(obj)) {
        gc_untrack(obj);
        if (inside > 0) {
            line_up(obj);
            return;
        }
    }
    release(obj);
    while (inside == 0 && last != NULL)
        release(next_in_line());
}

size_t dealloc_waiting(void)
{
    return waiting;
}
