/* What the checks of 1d let go: nests of all kinds, what a finalizer lets go meanwhile, and
 * instances that ask how many wait. */
#ifndef RECLAIM_EXERCISES_NESTS_H
#define RECLAIM_EXERCISES_NESTS_H

#include <stdio.h>
#include <string.h>

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/01_refcounting/1d_deep_release.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"

enum kind { LISTS, TUPLES, DICTS, INSTANCES, KINDS };

static const char *const kind_names[] = {"lists", "tuples", "dicts", "instances"};

/* A container that owns inner, and takes over the caller's reference to it. */
static inline struct object *wrapped(enum kind kind, struct object *inner)
{
    struct object *outer = NULL;

    switch (kind) {
    case LISTS: outer = list_pack(1, inner); break;
    case TUPLES: outer = tuple_pack(1, inner); break;
    case DICTS:
        outer = dict_new();
        dict_set_str(outer, "inner", inner);
        break;
    case INSTANCES:
        outer = actor_new("instance", NULL);
        object_setattr(outer, "inner", inner);
        break;
    case KINDS: break;
    }
    decref(inner);
    return outer;
}

static inline struct object *nest_of(enum kind kind, int depth, struct object *innermost)
{
    while (depth-- > 0)
        innermost = wrapped(kind, innermost);
    return innermost;
}

/* Of all kinds: mostly of lists and tuples, which are quickly made. */
static inline struct object *nest(int depth, struct object *innermost)
{
    while (depth-- > 0) {
        int chance = check_random(100);
        innermost = wrapped(chance == 0   ? DICTS
                            : chance == 1 ? INSTANCES
                            : chance < 50 ? TUPLES
                                          : LISTS,
                            innermost);
    }
    return innermost;
}

static struct object *dropped; /* owned: what a finalizer lets go */

static inline void drops(struct object *self)
{
    check_event("%s drops", object_type_name(self));
    clearref(&dropped);
}

/* A type that leaves it to the library to untrack it first. */
struct box {
    struct object base;
    struct object *item; /* owned; NULL */
};

static int boxes_tracked; /* that were so when their release began */

static inline void box_traverse(struct object *self, visitor *visit, void *argument)
{
    if (((struct box *)self)->item != NULL)
        visit(((struct box *)self)->item, argument);
}

static inline void box_dealloc(struct object *self)
{
    boxes_tracked += gc_is_tracked(self);
    gc_untrack(self);
    xdecref(((struct box *)self)->item);
    object_free(self);
}

static struct type box_type = {
    .base = TYPE_HEAD,
    .name = "box",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct box),
    .dealloc = box_dealloc,
    .traverse = box_traverse,
};

/* New reference, which takes over the caller's to @item. */
static inline struct object *box_new(struct object *item)
{
    struct object *box = object_alloc(&box_type, 0);

    ((struct box *)box)->item = item;
    gc_track(box);
    return box;
}

enum { ASKED_MOST = 64 };

static char answers[8 * ASKED_MOST]; /* of dealloc_waiting(), in one finalizer after the other */

static inline void add_number(char *text, size_t number)
{
    sprintf(text + strlen(text), "%s%zu", *text != '\0' ? ", " : "", number);
}

static inline void asks(struct object *self)
{
    (void)self;
    clearref(&dropped);
    add_number(answers, dealloc_waiting());
}

/* A list that is the only owner of @count instances of @cls, which ask, and of as many strs. */
static inline struct object *askers(struct object *cls, int count)
{
    struct object *list = list_new(0);

    for (int i = 0; i < count; i++) {
        struct object *asker = instance_new(cls), *word = str_new(check_word());
        list_append(list, asker);
        list_append(list, word);
        decref(asker);
        decref(word);
    }
    return list;
}

/* n-1, n-2, ... 0 */
static inline void count_down(char *text, int n)
{
    while (n-- > 0)
        add_number(text, (size_t)n);
}

#endif
