/* Exercise 7c: a service whose memory stays. It works, and see 7c_stays.h for
 * what is wrong with it. A TODO keeps its function from running: remove it once you have mended it.
 * Hints: ./reclaim hint 7c */
#include "exercises/07_freed_memory/7c_stays.h"

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/exercise.h"

enum where where_is_it(const struct numbers_of_memory *start, const struct numbers_of_memory *full,
                       const struct numbers_of_memory *now)
{
    TODO("say which of the four numbers fell, and what follows from it");
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

struct object *service_load(struct service *service, int count, int step)
{
    TODO("find out why arenas stay, mend it, then remove this line");
    struct object *prices = list_new(0), *chosen = list_new(0);

    (void)service;
    for (int i = 0; i < count; i++) {
        struct object *price = numbered("price", i);
        list_append(prices, price);
        if (i % step == 0)
            list_append(chosen, price);
        decref(price);
    }
    decref(prices);
    return chosen;
}

struct object *service_answer(struct service *service)
{
    TODO("find out what is held for ever, mend it, then remove this line");
    struct object *answer = numbered("answer", service->answers++);

    list_append(service->history, answer);
    return answer;
}

struct object *service_history(struct service *service)
{
    return service->history;
}

void service_night(struct service *service, int count)
{
    TODO("find out why blocks stay in use, mend it, then remove this line");
    struct object *pairs = list_new(0);

    (void)service;
    for (int i = 0; i < count; i++) {
        struct object *pair = tuple_new(2);
        list_append(pairs, pair);
        decref(pair);
    }
    decref(pairs);
}
