/* Lesson 03: collection thresholds. lesson.py tells the same story under the real CPython.
 *
 * What is counted is a Node, an instance of an empty class, except where lists are meant: no dead
 * Nodes are kept for reuse, so each one made or freed moves the count. */
#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "lessons/03_thresholds/costs.h"
#include "lessons/03_thresholds/workload.h"
#include "lessons/counts.h"
#include "lessons/narrator.h"
#include "lessons/table.h"
#include "lessons/trial.h"
#include "lessons/work.h"

static struct object *a, *b, *c, *d, *nosy;

static bool asks_enabled(void)
{
    asks_text("gc.isenabled()", gc_is_enabled() ? "True" : "False");
    return gc_is_enabled();
}

static void on_from_the_start(void)
{
    act("On from the start");
    does("class Node: pass"), node_class = class_new_plain("Node");
    claim("03.1a", asks_enabled(), "The collector is on. Nobody asked for it.");
    claim_is("03.1b", asks_thresholds("gc.get_threshold()"), "(700, 10, 10)",
             "The first threshold says when it runs, the other two how much it looks at then: "
             "lesson 04.");
}

static void what_is_counted(void)
{
    act("What is counted");
    //! [count]
    does("gc.collect(); a = [Node() for i in range(100)]; n = gc.get_count()[0]");
    gc_collect(2), a = list_of(new_node, 100);
    claim_is("03.2a", asks("n", count_now()), 101,
             "gc.collect() set the count to 0; 100 Nodes and the list that holds them made it "
             "101.");
    //! [count]
    does("gc.collect(); b = [i * i for i in range(100)]; n = gc.get_count()[0]");
    gc_collect(2), b = list_of(square, 100);
    claim_is("03.2b", asks("n", count_now()), 1,
             "That 1 is the list. An int refers to nothing and does not count.");
    predict("100 more Nodes and their list are made, and the first 100, which are old by now, are "
            "freed. What is the count?");
    does("gc.collect(); c = [Node() for i in range(100)]; a.clear(); n = gc.get_count()[0]");
    gc_collect(2), c = list_of(new_node, 100), list_clear(a);
    claim_is("03.2c", asks("n", count_now()), 1,
             "Each one freed takes one off, however old it was.");
    does("gc.collect(); c.clear(); n = gc.get_count()[0]"), gc_collect(2), list_clear(c);
    claim_is("03.2d", asks("n", count_now()), 0,
             "100 freed and none made: the count stays at 0, never below.");
    does("gc.collect(); d = [[] for i in range(100)]; d.clear(); n = gc.get_count()[0]");
    gc_collect(2), d = list_of(new_list, 100), list_clear(d);
    claim_is("03.2e", asks("n", count_now()), 81,
             "81, not 1. Python keeps up to 80 dead lists for the next 80: not given back, so not "
             "taken off.");
    does("del a, b, c, d"), del(&a), del(&b), del(&c), del(&d);
}

static int members(int generation)
{
    struct object *objects = gc_get_objects(generation);
    int size = (int)list_size(objects);

    decref(objects);
    return size;
}

static struct look {
    int nodes, count, collections, young, old;
} seen[9];

/* Makes and keeps n Nodes, from a count of 0, and shows what came of it. */
static void look(int n)
{
    int counts[GC_GENERATIONS];

    list_clear(kept), gc_collect(2), load(n);
    gc_disable(); /* looking makes lists */
    gc_get_count(counts);
    seen[n - 1] = (struct look){n, counts[0], counts[1], members(0), members(1)};
    gc_enable();
    row("%d | %d | %d | %d | %d", n, counts[0], counts[1], seen[n - 1].young, seen[n - 1].old);
}

static void step_by_step(void)
{
    bool every_fourth = true, wiped_out = true, moved = true;

    say("The same with a threshold of 3, Node by Node. look(n) starts at a count of 0 each time "
        "and makes n:");
    table("Nodes | count 0 | count 1 | in generation 0 | in generation 1");
    does("for n in range(1, 10): look(n)");
    for (int n = 1; n <= 9; n++)
        look(n);
    end_table();
    for (const struct look *at = seen; at < seen + 9; at++) {
        every_fourth &= at->collections == at->nodes / 4;
        wiped_out &= at->young == at->count + (at->nodes >= 4);
        moved &= at->old == (at->nodes < 4 ? 0 : at->collections * 4 - 1);
    }
    claim("03.3e", every_fourth, "Every 4th Node collects.");
    claim("03.3f", wiped_out,
          "The one that collected is young and in no count: its own 1 was wiped out with the "
          "others.");
    claim("03.3g", moved, "Who was examined and stays is in generation 1.");
}

static void one_more(void)
{
    act("One more than the threshold");
    predict("700 Nodes are made and kept. Has the collector run? And with the 701st?");
    does("gc.collect(); load(700); counts = gc.get_count()"), gc_collect(2), load(700);
    claim_is("03.3a", asks_counts("counts"), "(700, 0, 0)", "Not yet: 700 is not more than 700.");
    does("gc.collect(); load(701); counts = gc.get_count()"), gc_collect(2), load(701);
    claim_is("03.3b", asks_counts("counts"), "(0, 1, 0)",
             "The 701st did it. One collection of the young, says the second count; the first "
             "starts again.");
    does("gc.collect(); load(701); young = gc.get_objects(0)"), gc_collect(2), load(701);
    struct object *young = gc_get_objects(0);
    claim("03.3c",
          asks("len(young)", list_size(young)) == 1 &&
              list_get(young, 0) == list_get(kept, list_size(kept) - 1),
          "The only young object is the 701st. It was being made while the collector ran, inside "
          "the allocation, and was not examined.");
    does("gc.collect(); drop(10_000); counts = gc.get_count()"), gc_collect(2), drop(10000);
    claim_is("03.3d", asks_counts("counts"), "(0, 0, 0)",
             "10,000 made and freed one by one: no collection. What counts is what stays.");
    does("del young; gc.set_threshold(3)"), decref(young), set_threshold(3);
    step_by_step();
    does("kept.clear(); gc.set_threshold(700)"), list_clear(kept), set_threshold(700);
}

/* work.visited, work.found */
static const char *asks_work(struct work work)
{
    static char text[64];

    snprintf(text, sizeof text, "(%lld, %lld)", work.visited, work.found);
    asks_text("work.visited, work.found", text);
    return text;
}

static void off(void)
{
    act("Off");
    does("gc.disable(); gc.collect(); serve(20_000); n = gc.get_count()[0]");
    gc_disable(), gc_collect(2), serve(20000);
    claim_is("03.5a", asks("n", count_now()), 20000,
             "Off, nobody looks, and garbage grows as long as the program runs.");
    claim_is("03.5b", collects("gc.collect()", 2), 20000,
             "gc.collect() works as ever: off means not by itself.");
    predict("Off, 1,000 of garbage, and gc.enable(). 1,000 is more than 700. What happens?");
    does("gc.collect(); serve(1_000); gc.enable(); counts = gc.get_count()");
    gc_collect(2), serve(1000), gc_enable();
    claim_is("03.5c", asks_counts("counts"), "(1000, 0, 0)",
             "Nothing. The question is asked when a container is made, and only then.");
    does("gc.disable(); gc.collect(); serve(1_000); gc.enable(); Node(); counts = gc.get_count()");
    gc_disable(), gc_collect(2), serve(1000), gc_enable(), drop(1);
    claim_is("03.5d", asks_counts("counts"), "(0, 1, 0)", "The next one that is made asks.");
    does("gc.set_threshold(0); gc.collect(); serve(1_000); counts = gc.get_count()");
    set_threshold(0), gc_collect(2), serve(1000);
    claim("03.5e", strcmp(asks_counts("counts"), "(1000, 0, 0)") == 0 && asks_enabled(),
          "A threshold of 0 is the other switch, and gc.isenabled() knows nothing of it.");
    does("gc.set_threshold(700)"), set_threshold(700);
    predict("A program begins by loading 100,000 Nodes, all of which stay. How many visits does "
            "the collector make?");
    does("work_begin(); load(100_000); work = work_end()"), work_begin(NULL), load(100000);
    claim_is("03.5f", asks_work(work_end()), "(276892, 0)",
             "Nearly three for each Node, and nothing found.");
    does("work_begin(); gc.disable(); load(100_000); gc.enable(); load(1); work = work_end()");
    work_begin(NULL), gc_disable(), load(100000), gc_enable(), load(1);
    claim_is("03.5g", asks_work(work_end()), "(100000, 0)",
             "Off while it loads: one visit each, when the next Node is made.");
    does("kept.clear()"), list_clear(kept);
}

//! [nosy]
/* Nosy.__del__ */
static void be_nosy(struct object *self)
{
    (void)self;
    serve(1000);
    event("the count is %s", thousands(count_now()));
    event("gc.collect() returns %lld", (long long)gc_collect(2));
}
//! [nosy]

static void never_inside_itself(void)
{
    struct object *nosy_class =
        class_new(&(struct class_spec){.name = "Nosy", .finalize = be_nosy});

    act("Never inside itself");
    does("nosy = Nosy(); nosy.me = nosy; del nosy");
    nosy = instance_new(nosy_class), object_setattr(nosy, "me", nosy), del(&nosy);
    predict("When Nosy is finalized, by the collector, it serves 1,000 and calls gc.collect(). "
            "What is collected?");
    does("first = gc.collect(); second = gc.collect()");
    long long first = gc_collect(2), second = gc_collect(2);
    claim_is("03.6a", happened(), "the count is 1,000, gc.collect() returns 0",
             "1,000 is more than 700, and no collection began. Asked for, it returned 0 at once.");
    claim_is("03.6b", asks("first", first), 1, "The collection that was running found Nosy alone.");
    claim_is("03.6c", asks("second", second), 1000,
             "What was made meanwhile is garbage for the next.");
    decref(nosy_class);
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "03", "Collection thresholds",
           "My program makes a million objects. When does the collector run, and should I turn it "
           "off?");
    variable("node", &node);
    kept = list_new(0);
    on_from_the_start();
    what_is_counted();
    one_more();
    what_it_costs();
    off();
    never_inside_itself();
    del(&kept), del(&node_class);
    return finish();
}
