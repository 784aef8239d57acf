/* Traces of 3a: what is done, one act after the other; what the rule says of it, by a model that
 * knows nothing of the library; and what the library does with it. */
#ifndef RECLAIM_EXERCISES_TRACE_H
#define RECLAIM_EXERCISES_TRACE_H

#include <stdio.h>
#include <string.h>

#include "exercises/03_thresholds/3a_trigger.h"
#include "exercises/03_thresholds/thing.h"
#include "exercises/check.h"

enum { MOST = 3000, TEXT = 3000 };

/* ---- a trace -----------------------------------------------------------------------------------
 */

enum act { ALLOCATE, FREE, COLLECT, THRESHOLD, ENABLE, DISABLE, RAISE, CATCH };

static const char *const act_names[] = {
    [ALLOCATE] = "allocate",
    [FREE] = "free",
    [COLLECT] = "gc_collect(2)",
    [THRESHOLD] = "threshold[0] is",
    [ENABLE] = "enable",
    [DISABLE] = "disable",
    [RAISE] = "an error is pending",
    [CATCH] = "no error is pending",
};

static struct {
    enum act act;
    int value; /* of THRESHOLD */
} trace[MOST];
static int length, held; /* acts; things that are alive after them */

static void begin(void)
{
    length = held = 0;
}

static void add(enum act act, int value)
{
    if (length == MOST || (act == FREE && held == 0))
        return;
    held += (act == ALLOCATE) - (act == FREE);
    trace[length].act = act;
    trace[length++].value = value;
}

static void add_many(enum act act, int times)
{
    while (times-- > 0)
        add(act, 0);
}

/* Shows the trace, with a number where an act is repeated. */
static void show(void)
{
    char text[TEXT] = "";

    for (int i = 0, again; i < length; i += again) {
        enum act act = trace[i].act;
        size_t used = strlen(text);
        for (again = 1; act != THRESHOLD && i + again < length && trace[i + again].act == act;)
            again++;
        snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? ", " : "", act_names[act]);
        used = strlen(text);
        if (act == ALLOCATE || act == FREE || act == THRESHOLD)
            snprintf(text + used, sizeof text - used, " %d",
                     act == THRESHOLD ? trace[i].value : again);
    }
    STEP("%s", text);
}

/* ---- what is expected: the rule, as the lesson tells it -----------------------------------------
 */

static struct model {
    int count, threshold;
    bool enabled, error;
} model;

/* What came of one more act; for all but ALLOCATE: nothing, TRIGGER_NOT_DUE. */
static enum trigger_outcome model_act(enum act act, int value)
{
    bool due = act == ALLOCATE && model.count + 1 > model.threshold;
    enum trigger_outcome outcome = !due                   ? TRIGGER_NOT_DUE
                                   : !model.enabled       ? TRIGGER_DISABLED
                                   : model.threshold == 0 ? TRIGGER_ZERO
                                   : model.error          ? TRIGGER_ERROR
                                                          : TRIGGER_COLLECTED;
    switch (act) {
    case ALLOCATE: model.count = outcome == TRIGGER_COLLECTED ? 0 : model.count + 1; break;
    case FREE: model.count = model.count > 0 ? model.count - 1 : 0; break;
    case COLLECT: model.count = 0; break;
    case THRESHOLD: model.threshold = value; break;
    case ENABLE:
    case DISABLE: model.enabled = act == ENABLE; break;
    case RAISE:
    case CATCH: model.error = act == RAISE;
    }
    return outcome;
}

static void put_number(char *text, int number)
{
    size_t used = strlen(text);

    snprintf(text + used, TEXT - used, "%s%d", used > 0 ? ", " : "", number);
}

/* The allocations of the trace that collect, by number, as text. */
__attribute__((unused)) static const char *expected_points(void)
{
    static char text[TEXT];
    int allocations = 0;

    model = (struct model){.threshold = 700, .enabled = true};
    text[0] = '\0';
    for (int i = 0; i < length; i++) {
        allocations += trace[i].act == ALLOCATE;
        if (model_act(trace[i].act, trace[i].value) == TRIGGER_COLLECTED)
            put_number(text, allocations);
    }
    return text;
}

/* Which generation each allocation collects when nothing dies, from the three counts, the numbers
 * of members, and the rule that a full collection waits for a quarter. */
__attribute__((unused)) static const char *expected_generations(int allocations,
                                                                const int thresholds[3])
{
    static char text[TEXT];
    int counts[3] = {0}, members[4] = {0}, pending = 0, total = 0;

    text[0] = '\0';
    for (int n = 0; n < allocations; n++, members[0]++) {
        int oldest = 2, survivors = 0;
        if (++counts[0] <= thresholds[0])
            continue;
        while (counts[oldest] <= thresholds[oldest] || (oldest == 2 && pending < total / 4))
            oldest--;
        for (int i = 0; i <= oldest; i++) {
            survivors += members[i];
            members[i] = counts[i] = 0;
        }
        counts[oldest < 2 ? oldest + 1 : 0] += oldest < 2;
        members[oldest < 2 ? oldest + 1 : 2] += survivors;
        pending = oldest == 2 ? 0 : pending + (oldest == 1 ? survivors : 0);
        total = oldest == 2 ? survivors : total;
        put_number(text, oldest);
    }
    return text;
}

/* ---- what happens -------------------------------------------------------------------------------
 */

static struct object *alive[MOST];

static size_t collections(int generation)
{
    struct gc_stats stats[GC_GENERATIONS];

    gc_get_stats(stats);
    return stats[generation].collections;
}

static size_t all_collections(void)
{
    return collections(0) + collections(1) + collections(2);
}

static int count(void)
{
    int counts[GC_GENERATIONS];

    gc_get_count(counts);
    return counts[0];
}

static void set_threshold(int first, int second, int third)
{
    gc_set_threshold((int[]){first, second, third});
}

static void act(int i, int *first, int *end)
{
    switch (trace[i].act) {
    case ALLOCATE: alive[(*end)++] = thing_new(&thing_type); break;
    case FREE: decref(alive[(*first)++]); break;
    case COLLECT: gc_collect(2); break;
    case THRESHOLD: set_threshold(trace[i].value, 10, 10); break;
    case ENABLE: gc_enable(); break;
    case DISABLE: gc_disable(); break;
    case RAISE: error_set(ERROR_VALUE, "pending"); break;
    case CATCH: error_clear();
    }
}

static void afresh(void)
{
    set_threshold(700, 10, 10);
    gc_enable();
    gc_collect(2);
}

/* What it means when other allocations collect, or the count is another one; NULL: the check says.
 */
static const char *means;

static const char none_is_due[] =
    "gc_choose_generation() found no generation that is due and answered -1, which gc_collect() "
    "refuses. It looks at the counts: was one set back, or is it compared with >=?";

/* Runs the trace; what lives at its end is dropped. */
static void run(void)
{
    char points[TEXT] = "";
    int first = 0, end = 0;

    afresh();
    show();
    for (int i = 0; i < length; i++) {
        size_t before = all_collections();
        act(i, &first, &end);
        if (trace[i].act == ALLOCATE && all_collections() != before)
            put_number(points, end);
    }
    int left = count();
    const char *because = strstr(error_message(), "generation") != NULL ? none_is_due : means;
    if (because != NULL)
        BECAUSE(because);
    EXPECT("allocations that collected, by number", points, expected_points());
    if (because != NULL)
        BECAUSE(because);
    EXPECT("count[0] at the end", left, model.count);
    BECAUSE("Whoever had the error pending still wants it, and nobody wants another one.");
    EXPECT("the error that is pending", error_message(), model.error ? "ValueError: pending" : "");
    error_clear();
    while (first < end)
        decref(alive[first++]);
}

/* Adds a random number of allocations, frees and collections, mostly the first. */
static void add_some(int most)
{
    for (int i = check_between(1, most); i > 0; i--) {
        int what = check_random(10);
        add(what < 6 ? ALLOCATE : what < 9 ? FREE : COLLECT, 0);
    }
}

#endif
