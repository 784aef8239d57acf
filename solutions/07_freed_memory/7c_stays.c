/* Exercise 7c, solved: what stays is made before what goes. */
#include "exercises/07_freed_memory/7c_stays.h"

#include <stdbool.h>
#include <stdio.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/* Whether it is nearer to the start than to the full one. */
static bool fell(long start, long full, long now)
{
    return now - start < (full - start) / 2;
}

enum where where_is_it(const struct numbers_of_memory *start, const struct numbers_of_memory *full,
                       const struct numbers_of_memory *now)
{
    if (!fell(start->bytes, full->bytes, now->bytes) ||
        !fell(start->blocks, full->blocks, now->blocks))
        return HELD;
    if (!fell(start->arenas, full->arenas, now->arenas))
        return KEPT_BY_ARENAS;
    return fell(start->resident, full->resident, now->resident) ? GIVEN_BACK : KEPT_BY_MALLOC;
}

void service_open(struct service *service)
{
    service->history = list_new(0);
    service->answers = 0;
}

void service_close(struct service *service)
{
    decref(service->history);
}

/* "price 7". New reference. */
static struct object *numbered(const char *what, int number)
{
    char text[40];

    snprintf(text, sizeof text, "%s %d", what, number);
    return str_new(text);
}

static void append_steal(struct object *list, struct object *item)
{
    list_append(list, item);
    decref(item);
}

struct object *service_load(struct service *service, int count, int step)
{
    struct object *prices = list_new(0), *chosen = list_new(0);

    (void)service;
    for (int i = 0; i < count; i += step)
        append_steal(chosen, numbered("price", i));
    for (int i = 0; i < count; i++)
        if (i % step != 0)
            append_steal(prices, numbered("price", i));
    decref(prices);
    return chosen;
}

struct object *service_answer(struct service *service)
{
    struct object *answer = numbered("answer", service->answers++);

    list_append(service->history, answer);
    if (list_size(service->history) > SERVICE_HISTORY)
        decref(list_pop(service->history, 0));
    return answer;
}

struct object *service_history(struct service *service)
{
    return service->history;
}

void service_night(struct service *service, int count)
{
    struct object *pairs = list_new(0);

    (void)service;
    for (int i = 0; i < count; i++) {
        struct object *pair = tuple_new(2);
        list_append(pairs, pair);
        decref(pair);
    }
    decref(pairs);
    gc_collect(GC_OLDEST); /* the free lists */
}
