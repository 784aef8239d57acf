/* An example for ./reclaim try: two lists that hold each other, and who takes them away. */
#include "try.h"

static struct object *keep(struct object *item)
{
    struct object *list = list_new(0);

    list_append(list, item);
    return list;
}

void try(void)
{
    struct object *a = list_new(0);
    struct object *b = keep(a);

    list_append(a, b);
    DRAW(a, b);
    HOLDERS(a);
    decref(b);
    decref(a);
    CENSUS();
    printf("collected: %d\n", (int)gc_collect(2));
}
