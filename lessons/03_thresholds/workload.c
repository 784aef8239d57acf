/* See workload.h. */
#include "lessons/03_thresholds/workload.h"

#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/list.h"

struct object *node_class, *node, *kept;

struct object *new_node(int unused)
{
    (void)unused;
    return instance_new(node_class);
}

struct object *new_list(int unused)
{
    (void)unused;
    return list_new(0);
}

struct object *square(int i)
{
    return int_new((long long)i * i);
}

static void extend(struct object *list, struct object *make(int), int n)
{
    for (int i = 0; i < n; i++) {
        struct object *item = make(i);
        list_append(list, item);
        decref(item);
    }
}

/* [make() for i in range(n)] */
struct object *list_of(struct object *make(int), int n)
{
    struct object *list = list_new(0);

    extend(list, make, n);
    return list;
}

//! [workload]
void load(int n)
{
    extend(kept, new_node, n);
}

void serve(int n)
{
    for (int i = 0; i < n; i++) {
        struct object *made = instance_new(node_class);
        object_setattr(made, "me", made);
        decref(made);
    }
}
//! [workload]

void drop(int n)
{
    for (int i = 0; i < n; i++)
        decref(instance_new(node_class));
}
