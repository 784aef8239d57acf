/* Checks of 3a: random traces, against a model of the rule that knows nothing of the library.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - one more for each allocation, one less for each free, never below zero -> counts
 * - whatever generation the freed object was in -> counts, which frees what a collection left
 * - it counts on while the collector is off -> disabled; while an error is pending -> errors
 * - a collection sets it back by itself, before anything else -> trigger, inside
 * - due if the count is greater -> trigger
 * - disabled; the threshold is 0; running already; an error -> disabled, thresholds, inside, errors
 * - only put off -> disabled, thresholds, inside, errors
 * - a threshold below zero -> thresholds
 * - gc_choose_generation() says which -> generation
 * - gc_last_trigger(), the first in the enum, of the last allocation that has ended -> why, inside
 */
#include "exercises/03_thresholds/3a_trigger.h"

#include <stdio.h>
#include <string.h>

#include "exercises/03_thresholds/trace.h"
#include "exercises/check.h"

CHECK(counts, .title = "count[0] is allocated minus freed, never below zero", .points = 1,
      .see = "03-count")
{
    int some = check_between(2, 5);

    begin();
    add_many(ALLOCATE, some);
    means = "gc_count_allocation() makes it one more for each.";
    run();
    begin();
    add_many(ALLOCATE, some);
    add_many(FREE, some - 1);
    means = "Allocations are counted. gc_count_free() makes it one less for each free.";
    run();
    begin();
    add_many(ALLOCATE, some);
    add(COLLECT, 0);
    add_many(FREE, some - 1);
    add(ALLOCATE, 0);
    means = "After a collection there are old objects to free and nothing on the count to take "
            "them off: it stays at 0.";
    run();
    means = "One more for each allocation, one less for each free, and never below zero.";
    for (int round = 0; round < 60; round++) {
        begin();
        add_some(1 + round / 2);
        if (round % 3 == 0) {
            add(COLLECT, 0);
            add_many(FREE, check_between(1, 4));
            add_some(4);
        }
        run();
    }
}

CHECK(trigger, .title = "the allocation that exceeds the threshold collects", .points = 2,
      .after = "counts",
      .usually =
          "Count first, then compare: strictly greater. The collection sets the count to 0 by "
          "itself; the allocation that started it is not counted again.",
      .see = "03-trigger")
{
    begin();
    add(THRESHOLD, 2);
    add_many(ALLOCATE, 3);
    run();
    for (int round = 0; round < 60; round++) {
        begin();
        add(THRESHOLD, check_between(1, 6));
        for (int i = round / 10; i >= 0; i--)
            add_some(12);
        run();
    }
    begin();
    add_many(ALLOCATE, 1500);
    run();
}

CHECK(thresholds, .title = "threshold 0 is never, one below zero is always", .points = 1,
      .after = "trigger",
      .usually = "0 is the one number that means something else: never. Any other is compared as "
                 "it is, also -1, and as it is now: gc.set_threshold() may have changed it.",
      .see = "03-off")
{
    for (int round = 0; round < 60; round++) {
        begin();
        for (int i = round / 10; i >= 0; i--) {
            add(THRESHOLD, check_flip() ? check_between(-2, 0) : check_between(1, 6));
            add_some(8);
        }
        run();
    }
}

CHECK(disabled, .title = "disabled, it counts and does not collect", .points = 1,
      .after = "trigger",
      .usually = "The switch stands between the count and the collection: what is allocated "
                 "meanwhile is counted, and the first allocation after gc.enable() may collect.",
      .see = "03-off")
{
    for (int round = 0; round < 60; round++) {
        begin();
        add(THRESHOLD, check_between(1, 6));
        for (int i = round / 10; i >= 0; i--) {
            add_some(6);
            add(DISABLE, 0);
            add_some(8);
            add(ENABLE, 0);
        }
        add_some(6);
        run();
    }
}

/* Stays: inside sees a pending error as well, but asks only what comes before it. */
CHECK(errors, .title = "a pending error puts it off, and stays pending", .points = 1,
      .after = "trigger",
      .usually = "A collection runs finalizers, and would swallow the error: error_occurred() says "
                 "whether one is pending. Counting goes on meanwhile.",
      .see = "03-inside")
{
    for (int round = 0; round < 60; round++) {
        begin();
        add(THRESHOLD, check_between(1, 6));
        for (int i = round / 10; i >= 0; i--) {
            add(RAISE, 0);
            add_many(ALLOCATE, check_between(1, 8));
            add(CATCH, 0);
            add_some(6);
        }
        add(RAISE, 0);
        add_many(ALLOCATE, check_random(8));
        run();
    }
}

/* Two garbage things, of which each has the finalizer. */
static int to_make, made;
static struct object *made_meanwhile[MOST];

static const char *outcome_name(enum trigger_outcome outcome)
{
    static const char *const names[] = {
        [TRIGGER_NOT_DUE] = "NOT_DUE", [TRIGGER_DISABLED] = "DISABLED",
        [TRIGGER_ZERO] = "ZERO",       [TRIGGER_COLLECTING] = "COLLECTING",
        [TRIGGER_ERROR] = "ERROR",     [TRIGGER_COLLECTED] = "COLLECTED",
    };
    return outcome < sizeof names / sizeof names[0] ? names[outcome] : "something else";
}

/* What else is in the way in the finalizer. */
static enum { NOTHING, OFF, NEVER, RAISED, OBSTACLES } inside_too;

static void allocates(struct object *self)
{
    (void)self;
    int threshold[GC_GENERATIONS];

    gc_get_threshold(threshold);
    (inside_too == OFF ? gc_disable : gc_enable)();
    if (inside_too == NEVER)
        set_threshold(0, 10, 10);
    if (inside_too == RAISED)
        error_set(ERROR_VALUE, "raised inside");
    for (int i = 0; i < to_make; i++) {
        made_meanwhile[made++] = thing_new(&thing_type);
        check_event("%s", outcome_name(gc_last_trigger()));
    }
    error_clear();
    gc_set_threshold(threshold);
    gc_enable();
}

static struct type mortal_type; /* a thing that has the finalizer above */

/* What the finalizer should hear: allocations up to the threshold are not due, the others are
 * inside.
 */
__attribute__((unused)) static const char *expected_inside(int threshold)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int i = 1; i <= to_make; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 1 ? ", " : "",
                 inside_too == NEVER ? "ZERO"
                 : i <= threshold    ? "NOT_DUE"
                 : inside_too == OFF ? "DISABLED"
                                     : "COLLECTING");
    return text;
}

CHECK(inside, .title = "no collection inside a collection", .points = 1, .after = "trigger",
      .usually = "gc->collecting says that one is running. What a finalizer allocates is counted "
                 "from 0 again, and has its own answer, before the allocation that started it all "
                 "has one: remember an answer when the allocation ends.",
      .see = "03-inside")
{
    mortal_type = thing_type;
    mortal_type.finalize = allocates;
    for (int round = 0; round < 20; round++) {
        int threshold = check_between(3, 8);
        afresh();
        made = 0;
        to_make = threshold + check_between(2, 5);
        inside_too = round % 2 == 0 ? NOTHING : round / 2 % OBSTACLES;
        set_threshold(threshold, 10, 10);
        thing_cycle(thing_new(&mortal_type), thing_new(&thing_type));
        for (int i = 2; i < threshold; i++)
            alive[i] = thing_new(&thing_type);
        size_t before = all_collections();
        STEP("threshold[0] is %d; allocation %d collects a thing whose finalizer allocates %d%s",
             threshold, threshold + 1, to_make,
             inside_too == OFF      ? ", disabled"
             : inside_too == NEVER  ? ", with threshold[0] 0 meanwhile"
             : inside_too == RAISED ? ", while an error is pending"
                                    : "");
        struct object *one_more = thing_new(&thing_type);
        enum trigger_outcome last = gc_last_trigger();
        size_t after = all_collections();
        EXPECT("gc_last_trigger() in the finalizer", check_events(), expected_inside(threshold));
        EXPECT("gc_last_trigger() afterwards", outcome_name(last), "COLLECTED");
        EXPECT("collections", after - before, 1);
        EXPECT("count[0]", count(), to_make - 2);
        STEP("allocate 1 more");
        alive[threshold] = thing_new(&thing_type);
        last = gc_last_trigger();
        BECAUSE("What was put off inside is due with the next allocation.");
        EXPECT("gc_last_trigger()", outcome_name(last), "COLLECTED");
        decref(alive[threshold]);
        while (made > 0)
            decref(made_meanwhile[--made]);
        for (int i = 2; i < threshold; i++)
            decref(alive[i]);
        decref(one_more);
    }
}

CHECK(generation, .title = "gc_choose_generation() says what is collected", .points = 1,
      .after = "trigger",
      .usually = "The trigger says when, and gc_choose_generation(gc) how much: hand what it "
                 "returns to gc_collect(), after the count, which it looks at.",
      .see = "03-trigger")
{
    for (int round = 0; round < 10; round++) {
        int most = round < 5 ? 1 : 3; /* short histories first: a failure shows them whole */
        int thresholds[] = {check_between(1, round < 5 ? 2 : 8), check_between(0, most),
                            check_between(0, most)};
        int allocations = round < 5 ? check_between(20, 30) : check_between(100, 400);
        char text[TEXT] = "";
        afresh();
        gc_set_threshold(thresholds);
        STEP("thresholds are (%d, %d, %d); allocate %d", thresholds[0], thresholds[1],
             thresholds[2], allocations);
        for (int n = 0; n < allocations; n++) {
            size_t before[] = {collections(0), collections(1), collections(2)};
            alive[n] = thing_new(&thing_type);
            for (int i = 0; i < GC_GENERATIONS; i++)
                if (collections(i) != before[i])
                    put_number(text, i);
        }
        EXPECT("generations collected", text, expected_generations(allocations, thresholds));
        while (allocations > 0)
            decref(alive[--allocations]);
    }
}

CHECK(why, .title = "gc_last_trigger() says what was in the way", .points = 1, .after = "trigger",
      .usually = "Where several things are in the way, the one that stands first in the enum is "
                 "the answer; and an allocation that is not due is not due, whatever the switch "
                 "says.",
      .see = "03-off")
{
    for (int round = 0; round < 120; round++) {
        int before = check_between(2, 6) + 8 * check_random(2), threshold = 8 * check_random(3);
        bool on = check_flip(), error = check_random(3) == 0;
        afresh();
        for (int i = 0; i < before; i++)
            alive[i] = thing_new(&thing_type);
        set_threshold(threshold, 10, 10);
        (on ? gc_enable : gc_disable)();
        if (error)
            error_set(ERROR_KEY, "pending");
        STEP("count[0] is %d, threshold[0] is %d, %s%s; allocate 1", before, threshold,
             on ? "enabled" : "disabled", error ? ", an error is pending" : "");
        alive[before] = thing_new(&thing_type);
        enum trigger_outcome last = gc_last_trigger();
        model = (struct model){before, threshold, on, error};
        EXPECT("gc_last_trigger()", outcome_name(last), outcome_name(model_act(ALLOCATE, 0)));
        error_clear();
        STEP("and free it, enabled, with no error pending");
        gc_enable();
        decref(alive[before]);
        BECAUSE("Nothing was allocated since, so the answer is the same: it is stored when the "
                "allocation ends.");
        EXPECT("gc_last_trigger()", outcome_name(gc_last_trigger()), outcome_name(last));
        for (int i = 0; i < before; i++)
            decref(alive[i]);
    }
}
