/* Exercise 7c, solved: a second time: what stays is copied when the rest has gone. */
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
    bool held = !fell(start->bytes, full->bytes, now->bytes) ||
                !fell(start->blocks, full->blocks, now->blocks);
    bool arenas = !fell(start->arenas, full->arenas, now->arenas);
    bool process = !fell(start->resident, full->resident, now->resident);

    return held ? HELD : arenas ? KEPT_BY_ARENAS : process ? KEPT_BY_MALLOC : GIVEN_BACK;
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

/* The same prices, made anew in a row. New reference. */
static struct object *copy(struct object *prices)
{
    struct object *fresh = list_new(0);

    for (intptr_t i = 0; i < list_size(prices); i++) {
        struct object *price = str_new(str_text(list_get(prices, i)));
        list_append(fresh, price);
        decref(price);
    }
    return fresh;
}

struct object *service_load(struct service *service, int count, int step)
{
    struct object *prices = list_new(0), *chosen = list_new(0);

    (void)service;
    for (int i = 0; i < count; i++) {
        struct object *price = numbered("price", i);
        list_append(i % step == 0 ? chosen : prices, price);
        decref(price);
    }
    decref(prices);
    struct object *fresh = copy(chosen);
    decref(chosen);
    return fresh;
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
