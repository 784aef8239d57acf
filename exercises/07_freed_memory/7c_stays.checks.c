/* Checks of 7c: random numbers for the table, and the service with the counts of lesson 07 beside
 * it.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - fell, HELD, KEPT_BY_ARENAS, KEPT_BY_MALLOC, GIVEN_BACK -> table
 * - count prices are read; every step-th, from the first on, as its text -> prices
 * - no more than two arenas more, the others are dropped -> arenas
 * - answers, and the latest of them, the latest last -> history
 * - no more than that at any time -> history
 * - count tuples at once; no more blocks than before the night -> night
 */
#include "exercises/07_freed_memory/7c_stays.h"

#include "common/base/memory.h"
#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/check.h"

/* ---- the table ------------------------------------------------------------------------------- */

static const char *name_of(enum where where)
{
    static const char *const names[] = {
        [HELD] = "HELD",
        [KEPT_BY_ARENAS] = "KEPT_BY_ARENAS",
        [KEPT_BY_MALLOC] = "KEPT_BY_MALLOC",
        [GIVEN_BACK] = "GIVEN_BACK",
    };
    return where <= GIVEN_BACK ? names[where] : "something else";
}

/* What the numbers were made to say: bits 0 to 3, set where one fell. */
__attribute__((unused)) static enum where expected_where(int fell)
{
    if ((fell & 3) != 3)
        return HELD;
    return (fell & 4) == 0 ? KEPT_BY_ARENAS : (fell & 8) == 0 ? KEPT_BY_MALLOC : GIVEN_BACK;
}

/* Half of the way is not nearer to the start; what is below the start is. */
static long number(long start, long rise, bool fell)
{
    long half = rise / 2;

    if (!fell)
        return start + half + check_random((int)half);
    return start + (check_flip() ? check_random((int)half) : -check_random((int)start));
}

CHECK(table, .title = "where_is_it says which of the ways it is", .points = 3,
      .usually = "First what is in use: a number of bytes or blocks that did not fall means that "
                 "somebody holds it, whatever the others say. Then arenas, then the process.",
      .see = "07-table")
{
    for (int round = 0; round < 64; round++) {
        int fell = round % 16;
        long start[4], full[4], now[4];
        long unit = round < 48 ? 1 : 1L << 22; /* in the end numbers that no int holds */
        for (int i = 0; i < 4; i++) {
            long rise = 2 * check_between(10, 4000) + (unit == 1); /* odd: half is rounded down */
            start[i] = check_between(5000, 10000);
            full[i] = (start[i] + rise) * unit;
            now[i] = number(start[i], rise, (fell >> i & 1) != 0) * unit;
            if (round >= 32 && (fell >> i & 1) == 0)
                now[i] = (start[i] + rise / 2) * unit;
            start[i] *= unit;
        }
        STEP("start (%ld, %ld, %ld, %ld), full (%ld, %ld, %ld, %ld), now (%ld, %ld, %ld, %ld)",
             start[0], start[1], start[2], start[3], full[0], full[1], full[2], full[3], now[0],
             now[1], now[2], now[3]);
        enum where where =
            where_is_it(&(struct numbers_of_memory){start[0], start[1], start[2], start[3]},
                        &(struct numbers_of_memory){full[0], full[1], full[2], full[3]},
                        &(struct numbers_of_memory){now[0], now[1], now[2], now[3]});
        EXPECT("where_is_it()", name_of(where), name_of(expected_where(fell)));
    }
}

/* ---- the service ----------------------------------------------------------------------------- */

static int arenas(void)
{
    struct pool_statistics statistics;

    sys_debugmallocstats(&statistics);
    return (int)statistics.arenas;
}

static const char *text_at(struct object *list, int at)
{
    return at < list_size(list) ? str_text(list_get(list, at)) : "nothing";
}

CHECK(prices, .title = "service_load returns every step-th price", .points = 1,
      .usually = "The mend changed what is returned: the texts, their order, or how many.",
      .see = "07-order")
{
    struct service service;

    service_open(&service);
    for (int round = 0; round < 8; round++) {
        int count = round == 0 ? 0 : check_between(1, 300), step = check_between(1, 40);
        STEP("service_load(service, %d, %d)", count, step);
        size_t before = memory_requests();
        struct object *chosen = service_load(&service, count, step);
        REQUIRE("service_load returns a list", chosen != NULL);
        EXPECT("as many prices were made as were to be read",
               memory_requests() - before >= (size_t)count, true);
        EXPECT("prices", (int)list_size(chosen), (count + step - 1) / step);
        STOP_IF(list_size(chosen) != (count + step - 1) / step);
        if (count > 0) {
            int at = check_random((count + step - 1) / step);
            EXPECT(check_text("price number %d", at), text_at(chosen, at),
                   check_text("price %d", at * step));
            EXPECT("references to it", (int)refcount(list_get(chosen, at)), 1);
        }
        decref(chosen);
    }
    service_close(&service);
}

CHECK(arenas_go_back, .title = "the prices that are kept hold no more than two arenas", .points = 2,
      .after = "prices",
      .usually = "One kept price in each arena keeps them all. When is it made, and what is made "
                 "around it? Make what stays in a row: before the others, or once more after them.",
      .see = "07-order")
{
    struct service service;

    memory_use_pools(true);
    service_open(&service);
    for (int round = 0; round < 2; round++) {
        int count = check_between(120, 160) * 1000;
        int step = round == 0 ? check_between(300, 900) : check_between(16, 24);
        int before = arenas();
        STEP("service_load(service, %d, %d)", count, step);
        struct object *chosen = service_load(&service, count, step);
        EXPECT_AT_MOST("arenas more than before", arenas() - before, 2);
        decref(chosen);
    }
    service_close(&service);
}

CHECK(history, .title = "the latest answers are remembered, and no others", .points = 2,
      .too_many = "The list still holds answers that nobody will ask for: memory that is held, and "
                  "no allocator can help. Take the oldest out when there are more.",
      .usually = "The latest answer is the last of the list; the oldest goes first.",
      .see = "07-table")
{
    struct service service;
    int most = check_between(15, 40);

    service_open(&service);
    for (int i = 0; i < most; i++) {
        STEP("service_answer(service)");
        struct object *answer = service_answer(&service);
        EXPECT("the answer", str_text(answer), check_text("answer %d", i));
        decref(answer);
        struct object *latest = service_history(&service);
        EXPECT("answers remembered", (int)list_size(latest),
               i + 1 < SERVICE_HISTORY ? i + 1 : SERVICE_HISTORY);
        EXPECT("the latest", text_at(latest, (int)list_size(latest) - 1),
               check_text("answer %d", i));
        EXPECT("the oldest", text_at(latest, 0),
               check_text("answer %d", i + 1 < SERVICE_HISTORY ? 0 : i + 1 - SERVICE_HISTORY));
    }
    struct service other;
    service_open(&other);
    STEP("service_answer(another service)");
    struct object *first = service_answer(&other);
    EXPECT("its answer", str_text(first), "answer 0");
    decref(first);
    EXPECT("answers it remembers", (int)list_size(service_history(&other)), 1);
    service_close(&other);
    service_close(&service);
}

CHECK(night, .title = "after the night no more blocks are in use than before", .points = 2,
      .too_many = "The tuples are dead, and wait in a free list for the next ones. A full "
                  "collection empties the free lists.",
      .see = "07-free-lists")
{
    struct service service;

    service_open(&service);
    for (int round = 0; round < 3; round++) {
        int count = check_between(100, 3000);
        gc_collect(GC_OLDEST);
        int before = (int)memory_blocks();
        size_t requests = memory_requests();
        size_t current, peak;
        tracemalloc_reset_peak();
        tracemalloc_get_traced_memory(&current, &peak);
        STEP("service_night(service, %d)", count);
        service_night(&service, count);
        tracemalloc_get_traced_memory(&(size_t){0}, &peak);
        EXPECT("there was room in use for all of them at once",
               peak - current >= (size_t)count * sizeof(struct object), true);
        EXPECT("as many tuples were made as were asked for",
               memory_requests() - requests >= (size_t)count, true);
        EXPECT_AT_MOST("blocks more than before", (int)memory_blocks() - before, 0);
    }
    service_close(&service);
}
