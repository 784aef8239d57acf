/* Checks of 4b: the choice and its books on states of the check's own, and then a heap that only
 * grows, whose collections are worked out from the log of those before.
 *
 * Each sentence:
 * - due: count above threshold, also 0 and below; the oldest that is due; -1 -> oldest
 * - the quarter rule, in whole numbers; then the younger ones -> quarter
 * - total and pending; generation 0 is not counted yet -> bookkeeping
 * - choosing and asking change nothing -> only_looks
 * - numbers of any size -> quarter, bookkeeping, why_not
 * - gc_full_wait: the least of each that is enough, whether or not the other holds -> why_not
 */
#include "exercises/04_generations/4b_which_generation.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/collector/observe.h"
#include "common/types/list.h"
#include "exercises/04_generations/growth.h"
#include "exercises/check.h"

static struct gc_state heap;

static const char *state_text(void)
{
    const struct gc_generation *g = heap.generations;

    return check_text("counts (%d, %d, %d), thresholds (%d, %d, %d), total %zu, pending %zu",
                      g[0].count, g[1].count, g[2].count, g[0].threshold, g[1].threshold,
                      g[2].threshold, heap.long_lived_total, heap.long_lived_pending);
}

/* Counts and thresholds near one another, so that each generation is due in about half of all
 * cases. */
static void invent(void)
{
    memset(&heap, 0, sizeof heap);
    for (int g = 0; g < GC_GENERATIONS; g++) {
        int threshold = check_random(3) == 0 ? check_between(-2, 1) : check_between(2, 12);
        heap.generations[g].threshold = threshold;
        heap.generations[g].count = threshold + check_between(-1, 2);
        if (heap.generations[g].count < 0)
            heap.generations[g].count = 0;
    }
}

/* What may be collected, from the oldest down to the first that is due. */
__attribute__((unused)) static int oldest_due(int from)
{
    for (int g = from; g >= 0; g--)
        if (heap.generations[g].count > heap.generations[g].threshold)
            return g;
    return -1;
}

CHECK(oldest, .title = "the oldest that is due", .points = 2,
      .usually = "Begin with the oldest: it takes the younger ones along. Due means count greater "
                 "than threshold, also where the threshold is 0 or negative.",
      .see = "04-how-often")
{
    for (int round = 0; round < 150; round++) {
        invent();
        heap.long_lived_total = (size_t)check_random(1000);
        heap.long_lived_pending = heap.long_lived_total + 1;
        STEP("gc_choose_generation: %s", state_text());
        EXPECT("the choice", gc_choose_generation(&heap), oldest_due(GC_OLDEST));
    }
}

/* A total of any size, and a pending number close to a quarter of it. */
static void invent_long_lived(void)
{
    size_t quarter = (size_t)check_random(check_flip() ? 3 : 5000);

    heap.long_lived_total = 4 * quarter + (size_t)check_random(4);
    heap.long_lived_pending = quarter + (size_t)check_random(3);
    if (heap.long_lived_pending > 0)
        heap.long_lived_pending--;
    if (check_random(5) == 0)
        heap.long_lived_pending /= 2;
}

CHECK(quarter, .title = "a full collection waits for a quarter", .points = 2, .after = "oldest",
      .usually = "Generation 2 is passed over only while pending is less than total / 4, which is "
                 "a division of whole numbers; exactly a quarter is enough. Who is passed over "
                 "leaves the younger ones their turn. And four times a number may be too large "
                 "for its type.",
      .see = "04-quarter")
{
    for (int round = 0; round < 200; round++) {
        invent();
        heap.generations[GC_OLDEST].count = heap.generations[GC_OLDEST].threshold + 3;
        invent_long_lived();
        if (round % 5 == 4) /* four times this is a small number */
            heap.long_lived_pending = SIZE_MAX / 4 + 1 + (size_t)check_random(3);
        if (round % 5 == 3) { /* a double does not tell these apart, and their difference no long */
            heap.long_lived_total = SIZE_MAX - (size_t)check_random(3);
            heap.long_lived_pending =
                check_flip() ? SIZE_MAX : SIZE_MAX / 4 - (size_t)check_random(2);
        }
        STEP("gc_choose_generation: %s", state_text());
        EXPECT("the choice", gc_choose_generation(&heap),
               heap.long_lived_total / 4 <= heap.long_lived_pending ? GC_OLDEST
                                                                    : oldest_due(GC_OLDEST - 1));
    }
}

CHECK(only_looks, .title = "choosing changes nothing", .points = 1,
      .usually = "A generation that is passed over stays due, and counts on. The counts start "
                 "again when its collection begins, which is not here.",
      .see = "04-quarter")
{
    for (int round = 0; round < 40; round++) {
        struct gc_state before;
        invent();
        invent_long_lived();
        STEP("gc_choose_generation and gc_full_wait: %s", state_text());
        memcpy(&before, &heap, sizeof before);
        (void)gc_choose_generation(&heap);
        (void)gc_full_wait(&heap);
        EXPECT("the state is as it was", (bool)(memcmp(&before, &heap, sizeof before) == 0), true);
    }
}

struct report {
    int generation;
    size_t survivors;
};

/* The total, or what is pending, after these reports: read off them from behind. */
__attribute__((unused)) static size_t books(const struct report *reports, int count, bool total)
{
    size_t pending = 0;

    while (count-- > 0) {
        if (reports[count].generation == GC_OLDEST)
            return total ? reports[count].survivors : pending;
        if (reports[count].generation == GC_OLDEST - 1)
            pending += reports[count].survivors;
    }
    return total ? 0 : pending;
}

CHECK(bookkeeping, .title = "who lives long is counted once", .points = 1, .after = "quarter",
      .usually = "Only collections of generation 1 add to pending. A full one sets the total to "
                 "its survivors, and there is nothing pending then. One of generation 0 changes "
                 "neither.",
      .see = "04-quarter")
{
    for (int round = 0; round < 6; round++) {
        struct report reports[12];
        memset(&heap, 0, sizeof heap);
        for (int i = 0; i < 12; i++) {
            size_t survivors = (size_t)check_random(900) << (round % 2 == 1 ? 30 : 0);
            if (check_random(4) == 0) /* also of none there is a report */
                survivors = 0;
            reports[i] = (struct report){check_random(GC_GENERATIONS), survivors};
            STEP("gc_note_survivors(gc, %d, %zu)", reports[i].generation, reports[i].survivors);
            gc_note_survivors(&heap, reports[i].generation, reports[i].survivors);
            EXPECT("long_lived_total", heap.long_lived_total, books(reports, i + 1, true));
            EXPECT("long_lived_pending", heap.long_lived_pending, books(reports, i + 1, false));
        }
    }
}

/* How many more until it is enough. */
__attribute__((unused)) static long missing(long long have, long long enough)
{
    return have >= enough ? 0 : (long)(enough - have);
}

CHECK(why_not, .title = "gc_full_wait says what is lacking", .points = 2,
      .usually = "The two conditions are told apart. Each is 0 where it holds, and otherwise the "
                 "least that is enough: due is more than the threshold, but a quarter is enough. "
                 "Unsigned numbers have nothing below 0, and int nothing above INT_MAX.",
      .see = "04-quarter")
{
    for (int round = 0; round < 80; round++) {
        struct gc_generation *full = &heap.generations[GC_OLDEST];
        invent();
        invent_long_lived();
        full->count = check_random(15);
        if (round % 8 == 7)
            *full = (struct gc_generation){.count = 0, .threshold = INT_MAX};
        STEP("gc_full_wait: %s", state_text());
        struct full_wait wait = gc_full_wait(&heap);
        EXPECT("collections", wait.collections, missing(full->count, full->threshold + 1LL));
        EXPECT("survivors", wait.survivors,
               (size_t)missing((long long)heap.long_lived_pending,
                               (long long)heap.long_lived_total / 4));
    }
}

/* ---- a heap that only grows ---------------------------------------------------------------------
 */

static struct object *kept[MOST];
static long visits;

static void count_members(enum observe_phase phase, const struct gc_head *base,
                          const struct gc_head *unreachable, void *argument)
{
    (void)unreachable, (void)argument;
    if (phase == OBSERVE_MERGED)
        visits += (long)gc_list_size(base);
}

static int collections(int generation)
{
    struct gc_stats stats[GC_GENERATIONS];

    gc_get_stats(stats);
    return (int)stats[generation].collections;
}

/* Makes @lists lists that all live, and notes which generation was collected meanwhile. */
static void grow(struct run *run, int lists)
{
    for (int i = 0; i < lists; i++) {
        int before[GC_GENERATIONS];
        for (int g = 0; g < GC_GENERATIONS; g++)
            before[g] = collections(g);
        kept[i] = list_new(0);
        for (int g = 0; g < GC_GENERATIONS; g++) {
            if (collections(g) == before[g])
                continue;
            run->at[run->count] = i + 1;
            run->generation[run->count++] = g;
        }
    }
}

/* Stays: in this one the library itself runs on the answer, and shows what the rule is for. */
CHECK(whole_run, .title = "a growing heap: the right ones, and linear work", .points = 1,
      .after = "bookkeeping", .seconds = 5, .see = "04-quarter")
{
    static const struct observer observer = {.phase = count_members};
    static struct run run;

    for (int round = 0; round < 3; round++) {
        int thresholds[] = {check_between(4, 9), check_between(1, 3), check_between(1, 3)};
        int lists = check_large(MOST - 400) + check_random(300);
        gc_set_threshold((int[]){0, 0, 0});
        gc_collect(GC_OLDEST);
        run = (struct run){.old = (int)gc_count_objects(GC_OLDEST)};
        visits = 0;
        observe_set(&observer);
        gc_set_threshold(thresholds);
        STEP("%d lists are made, and all live; %d objects are old; thresholds (%d, %d, %d)", lists,
             run.old, thresholds[0], thresholds[1], thresholds[2]);
        grow(&run, lists);
        observe_set(NULL);
        for (int g = GC_OLDEST; g >= 0; g--)
            EXPECT(check_text("collections of generation %d", g), collections_text(&run, g),
                   plan_text(thresholds, run.old, lists, g));
        BECAUSE("A full collection visits everything. Made at every tenth of generation 1, as the "
                "thresholds alone would have it, the work grows with the square of the heap.");
        EXPECT_AT_MOST(check_text("visits, the heap being %d objects", lists + run.old), visits,
                       8L * (lists + run.old));
        for (int i = 0; i < lists; i++)
            clearref(&kept[i]);
    }
}
