/* Lesson 04: generations. lesson.py tells the same story under the real CPython.
 *
 * The collector is on only where a step says so. What is measured is counted by work.h, for the
 * lists of build() alone. */
#include "common/collector/gc.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "lessons/04_generations/quarter.h"
#include "lessons/ages.h"
#include "lessons/narrator.h"
#include "lessons/table.h"
#include "lessons/trial.h"
#include "lessons/work.h"

static struct object *a, *b, *c, *old, *young, *d, *e, *x, *y, *z;

static struct object *holds_itself(void)
{
    struct object *list = list_new(0);

    list_append(list, list);
    return list;
}

static void growing_older(void)
{
    act("Growing older");
    does("gc.disable()"), gc_disable();
    does("gc.collect()"), gc_collect(2);
    waiting();
    does("a = []"), a = list_new(0);
    claim_is("04.1a", lives("a", a), 0, "A new object is in generation 0.");
    predict("a survives gc.collect(0). Where is it then? And after a second gc.collect(0)?");
    does("gc.collect(0)"), gc_collect(0);
    claim_is("04.1b", lives("a", a), 1, "Who survives a collection moves up by one.");
    claim_is("04.1c", waiting(), "(1, 0)",
             "Generation 1 has waited for one collection of generation 0.");
    does("gc.collect(0)"), gc_collect(0);
    claim_is("04.1d", lives("a", a), 1,
             "Only generation 0 was examined, and a is no longer there: nothing happened to it.");
    claim_is("04.1e", waiting(), "(2, 0)", "Generation 1 has waited for two.");
    does("b = []"), b = list_new(0), lives("b", b);
    does("gc.collect(1)"), gc_collect(1);
    claim("04.1f", lives("a", a) == 2 && lives("b", b) == 2,
          "A collection of generation 1 takes the younger one along, and all that survive move to "
          "2. b has never been in 1.");
    claim_is("04.1g", waiting(), "(0, 1)",
             "The count of 1 starts again, and now generation 2 has waited for one.");
    does("gc.collect(2)"), gc_collect(2);
    claim_is("04.1h", lives("a", a), 2, "There is no older one: generation 2 keeps its own.");
    claim_is("04.1i", waiting(), "(0, 0)", "Everything was examined, and all counts start again.");
    does("del a, b"), del(&a), del(&b);
}

static struct work with;

static void show_collections(void)
{
    static const int numbers[] = {1, 2, 3, 11, 12, 13, 24, 25, 132, 133, 134};

    table("collection | at list | count 1 | count 2 | of generation");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct collected each = work_collection(numbers[i]);
        row("%d | %s | %d | %d | %d", numbers[i], thousands(each.at), each.counts[1],
            each.counts[2], each.generation);
    }
    end_table();
}

/* Whether that collection was of @generation, and found this in count @of. */
static bool was(int number, int generation, int of, int count)
{
    struct collected each = work_collection(number);

    return each.generation == generation && each.counts[of] == count;
}

static void how_often(void)
{
    act("How often");
    does("gc.set_threshold(700, 10, 10)"), gc_set_threshold((int[]){700, 10, 10});
    does("gc.enable()"), gc_enable();
    predict("100,000 lists are made, and all are kept. Which collection is the first of "
            "generation 1, and which is the first of generation 2?");
    does("work = build(100_000)"), with = build(100000, NULL);
    show_collections();
    claim_is("04.2a", with.first[0], 701, "The first collection is at the 701st list.");
    claim("04.2b", was(11, 0, 1, 10), "At the 11th, count 1 is 10. That is not more than 10.");
    claim("04.2c", was(12, 1, 1, 11), "At the 12th it is 11, and generation 1 is due.");
    claim_is("04.2d", with.first[1], 12 * 701, "12 × 701: generation 1 is first at list 8,412.");
    claim("04.2e", was(132, 1, 2, 10) && was(133, 2, 2, 11),
          "Generation 2 waits for eleven of generation 1, 11 × 12 collections, and is the next.");
    claim_is("04.2f", with.first[2], 133 * 701, "133 × 701: generation 2 is first at list 93,233.");
    claim("04.2g",
          with.collections[0] == 130 && with.collections[1] == 11 && with.collections[2] == 1,
          "One of 142 looked at everything.");
}

static void collect_all(void)
{
    gc_collect(2);
}

static void what_it_saves(void)
{
    const int n = 100000;

    act("What it saves");
    does("gc.disable()"), gc_disable();
    predict("Now without generations: at the same moments everything is examined. How many times "
            "the work is that?");
    does("without = build(100_000, gc.collect)");
    struct work without = build(n, collect_all);
    table("100,000 lists | collections | objects visited | for each list");
    row("with generations | %lld | %s | %.1f",
        with.collections[0] + with.collections[1] + with.collections[2], thousands(with.visited),
        1.0 * with.visited / n);
    row("without | %lld | %s | %.1f", without.collections[2], thousands(without.visited),
        1.0 * without.visited / n);
    end_table();
    bars((const char *[]){"with", "without"}, (long long[]){with.visited, without.visited}, 2);
    claim_is("04.3a", without.collections[2], 142, "As many collections, at the same lists.");
    claim_is("04.3b", without.visited, 701 * 142 * 143 / 2 - 142,
             "The first visits 700 lists, the second 1,401, the last 99,541: all there are.");
    claim("04.3c", with.visited < 3 * n,
          "With generations a list is visited when it is young, once more in generation 1, and by "
          "the one full collection: less than three times.");
    claim("04.3d", without.visited > 25 * with.visited, "More than 25 times the work.");
    claim("04.3e", with.found == 0 && without.found == 0, "And both found nothing.");
}

/* Makes and keeps lists until something is freed. Returns how many. */
static long long wait_for_it(struct object *kept)
{
    while (*happened() == '\0') {
        struct object *list = list_new(0);
        list_append(kept, list);
        decref(list);
    }
    return list_size(kept);
}

static void old_garbage_waits(void)
{
    act("Old garbage");
    does("c = []; c.append(c)"), c = holds_itself();
    does("gc.collect()"), gc_collect(2), lives("c", c);
    does("del c"), del(&c);
    predict("A list that holds itself, in generation 2. Which of gc.collect(0), (1) and (2) "
            "finds it?");
    claim_is("04.5a", collects("gc.collect(0)", 0) + collects("gc.collect(1)", 1), 0,
             "Neither of the two looks into generation 2.");
    claim_is("04.5b", collects("gc.collect(2)", 2), 1, "Old garbage waits for a full collection.");
    //! [nepotism]
    does("old = []; old.append(old)"), old = holds_itself();
    does("gc.collect()"), gc_collect(2), lives("old", old);
    does("young = []; young.append(young)"), young = holds_itself(), lives("young", young);
    does("old.append(young)"), list_append(old, young);
    does("del old, young");
    struct object *lost = young;
    del(&old), del(&young);
    claim_is("04.5c", collects("gc.collect(0)", 0), 0,
             "young is garbage in generation 0. But old holds it, from outside of what is "
             "examined, and whether old is garbage nobody asked.");
    claim_is("04.5d", lives("young", lost), 1, "So it survives, and grows older itself.");
    claim_is("04.5e", collects("gc.collect(1)", 1), 0, "The same once more.");
    claim_is("04.5f", lives("young", lost), 2, "Now both are old.");
    claim_is("04.5g", collects("gc.collect(2)", 2), 2, "Examined together, both are found.");
    //! [nepotism]
}

static void the_other_way_round(void)
{
    does("d = Thing(\"d\")"), d = thing_new("d");
    does("gc.collect()"), gc_collect(2), lives("d", d);
    does("e = [d]; e.append(e)");
    e = list_pack(1, d), list_append(e, e);
    does("del d, e"), del(&d), del(&e);
    claim_is("04.5h", collects("gc.collect(0)", 0), 1,
             "The other way round: young garbage that holds an old object is found.");
    claim_is("04.5i", happened(), "d is freed",
             "The old one goes with it, by counting. Nobody examined it, so it is not in the "
             "number.");
    does("d = Thing(\"d\"); d.me = d; kept = []");
    d = thing_new("d"), object_setattr(d, "me", d);
    struct object *kept = list_new(0);
    does("gc.enable()"), gc_enable();
    predict("d grows old, then its name goes, and lists are made and kept. How many, until it is "
            "freed?");
    does("gc.collect(); del d; waited = wait_for_it(kept)");
    gc_collect(2), del(&d);
    long long waited = wait_for_it(kept);
    asks("waited", waited);
    claim_is("04.5j", waited, 133 * 701,
             "As long as it takes to the next full collection: 93,233 lists.");
    does("gc.disable()"), gc_disable();
    does("del kept"), del(&kept);
}

static void freeze(void)
{
    act("gc.freeze()");
    say("What Python itself made at its start is frozen first, to see what is ours.");
    does("gc.freeze(); before = gc.get_freeze_count()"), gc_freeze();
    size_t before = gc_get_freeze_count();
    does("x = []; y = [x]; x.append(y)"), x = list_new(0), y = list_pack(1, x), list_append(x, y);
    does("z = Thing(\"z\")"), z = thing_new("z");
    does("gc.collect(0)"), gc_collect(0), lives("x", x), waiting();
    does("gc.freeze()"), gc_freeze();
    claim_is("04.6a", lives("x", x), FROZEN, "Frozen: tracked, and in none of the three.");
    claim_is("04.6b", waiting(), "(0, 0)", "The counts start again.");
    claim_is("04.6c",
             asks("gc.get_freeze_count() - before", (long long)(gc_get_freeze_count() - before)), 3,
             "Three of ours: two lists and a Thing.");
    does("del z"), del(&z);
    claim_is("04.6d", happened(), "z is freed", "Counting goes on as ever.");
    does("del x, y");
    struct object *lost = x;
    del(&x), del(&y);
    predict("The two lists hold each other, and both names are gone. What does gc.collect() find?");
    claim_is("04.6e", collects("gc.collect()", 2), 0, "Nobody examines a frozen object.");
    does("gc.unfreeze()"), gc_unfreeze();
    claim_is("04.6f", lives("x", lost), 2, "Unfrozen, all are in generation 2.");
    claim_is("04.6g", collects("gc.collect()", 2), 2, "And now they are found.");
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "04", "Generations",
           "My program only builds things. Why are they looked at again and again?");
    variable("a", &a), variable("b", &b), variable("c", &c);
    variable("old", &old), variable("young", &young), variable("d", &d), variable("e", &e);
    variable("x", &x), variable("y", &y), variable("z", &z);
    growing_older();
    how_often();
    what_it_saves();
    the_quarter_rule();
    old_garbage_waits();
    the_other_way_round();
    freeze();
    return finish();
}
