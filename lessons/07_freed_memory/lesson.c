/* Lesson 07: freed memory. lesson.py tells the same story under the real CPython.
 *
 * What is made and measured is in memory.c; the last table, in numbers.c. */
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/collector/gc.h"
#include "common/types/list.h"
#include "lessons/07_freed_memory/memory.h"
#include "lessons/07_freed_memory/numbers.h"
#include "lessons/narrator.h"
#include "lessons/table.h"

static struct object *texts, *kept, *other, *lists, *last, *large;
static size_t start;

static void shows(void)
{
    ssize_t more = (ssize_t)(arenas() - start);

    aside("resident %.1f MB, %zd arena%s more, %s blocks", resident(), more, more == 1 ? "" : "s",
          thousands((long long)blocks()));
}

static bool asks_whether(const char *code, bool answer)
{
    asks_text(code, answer ? "True" : "False");
    return answer;
}

/* arenas() - start > @least, in words, where all is made. */
static bool more_than(size_t least)
{
    char code[40];

    least = made_of(least);
    snprintf(code, sizeof code, "arenas() - start > %zu", least);
    return asks_whether(code, arenas() > start + least);
}

static bool fewer_than(size_t most)
{
    char code[40];

    snprintf(code, sizeof code, "arenas() - start < %zu", most);
    return asks_whether(code, arenas() < start + most);
}

/* A claim about the process; where that cannot be measured, nothing was measured to be false. */
static bool measured(bool condition)
{
    return condition || !measurable();
}

static void goes_back(void)
{
    act("An arena goes back when its last pool is empty");
    gc_disable();
    start = arenas();
    if (!measurable())
        aside("Nothing can be measured here; of what is a million, a quarter is made.");
    shows();
    predict("A million strs of 80 bytes, and then all of them are dropped. Does the process "
            "shrink?");
    does("texts = texts_new(MANY, SHORT)"), texts = texts_new(MANY, SHORT);
    shows();
    claim("07.1a", more_than(70), "80 bytes each: 80 MB, in arenas of one mebibyte.");
    does("del texts"), del(&texts);
    shows();
    claim("07.1b", fewer_than(5),
          "Nobody is left in them, so they are the system's again. Python does give memory back.");
}

static void survivors(void)
{
    size_t held = blocks();

    act("One survivor holds an arena");
    predict("The same again, but one str in a thousand is kept: 80 kB of 80 MB. How much goes "
            "back?");
    //! [kept]
    does("texts = texts_new(MANY, SHORT)"), texts = texts_new(MANY, SHORT);
    does("kept = every(texts, 1000); del texts"), kept = every(texts, 1000), del(&texts);
    //! [kept]
    shows();
    claim("07.2a", asks_whether("blocks() - held < 1100", blocks() < held + 1100),
          "All but a thousand blocks were freed. This is no leak.");
    claim("07.2b", more_than(70),
          "And not one arena in ten went back: in each there are a dozen of the thousand.");
    does("other = texts_new(MANY // 2, SHORT + 16)"), other = texts_new(MANY / 2, SHORT + 16);
    claim("07.2c", fewer_than(made_of(84) + 1),
          "The next work finds room there: most pools are free, and a free pool takes blocks of "
          "any size. If there is a next work, nothing need be done.");
    does("del kept, other; texts = texts_new(MANY, SHORT)");
    del(&kept), del(&other), texts = texts_new(MANY, SHORT);
    does("kept = every(texts, 100); del texts"), kept = every(texts, 100), del(&texts);
    does("other = texts_new(MANY // 2, SHORT + 16)"), other = texts_new(MANY / 2, SHORT + 16);
    claim("07.2d", more_than(100),
          "With one in a hundred there is one in each pool. These blocks are 16 bytes longer, and "
          "not one of those pools can take them.");
    does("del kept, other"), del(&kept), del(&other);
    claim("07.2e", fewer_than(5), "The last ones have gone, and with them the arenas.");
}

static void order_of_making(void)
{
    predict("A thousand are kept again: the first thousand that were made. How much goes back?");
    does("texts = texts_new(MANY, SHORT)"), texts = texts_new(MANY, SHORT);
    does("kept = first(texts, 1000); del texts"), kept = first(texts, 1000), del(&texts);
    shows();
    claim("07.2f", fewer_than(5),
          "What is made in a row lies in a row. Make first what is to stay, and it holds one arena "
          "and not all.");
    does("del kept"), del(&kept);
}

static void free_lists(void)
{
    act("Free lists");
    does("gc.collect(); held = blocks()"), gc_collect(GC_OLDEST);
    size_t held = blocks();
    does("lists = lists_new(1000); del lists"), lists = lists_new(1000), del(&lists);
    claim(
        "07.3a",
        asks_whether("75 <= blocks() - held < 100", blocks() >= held + 75 && blocks() < held + 100),
        "A thousand lists have died, and 80 blocks are still out: dead lists, kept for the next "
        "ones.");
    does("gc.collect()"), gc_collect(GC_OLDEST);
    claim("07.3b", asks_whether("blocks() - held < 10", blocks() < held + 10),
          "A full collection empties the free lists. They are the smallest of the three: some kB.");
}

static void heap(void)
{
    act("malloc keeps, too");
    double before = resident();
    if (!measurable())
        aside("Not measured: malloc is not the C library's here, or nobody may look.");
    say("A block of more than 512 bytes is malloc's. 100,000 strs of 2,000 bytes, and one more "
        "that was made last:");
    does("texts = texts_new(100_000, LONG); last = texts_new(1, LONG)");
    texts = texts_new(100000, LONG), last = texts_new(1, LONG);
    shows();
    claim("07.4a", measured(resident() - before > 190) && arenas() < start + 10,
          "200 MB more, and hardly an arena.");
    predict("All but the last are dropped. Nothing of them is left, and no arena holds them. Does "
            "it shrink?");
    does("del texts"), del(&texts);
    shows();
    claim("07.4b", measured(resident() - before > 150),
          "malloc's heap ends where its last block in use ends, and that was made last. What is "
          "free below it is kept.");
    does("trim()"), trim();
    shows();
    claim("07.4c", measured(resident() - before < 50),
          "malloc_trim(0) gives back the free pages in the middle. Python never calls it.");
    does("del last; large = large_new()"), del(&last), large = large_new();
    shows();
    does("del large"), del(&large);
    shows();
    claim("07.4d", measured(resident() - before < 50),
          "One block of 200 MB is mapped for itself, and goes back when it is freed.");
}

static void makes_texts(void)
{
    texts_new(MANY, SHORT);
}

/* for text in texts: pass. Volatile: an optimiser would leave out a count that comes to nothing. */
static void looks_at_texts(void)
{
    for (intptr_t i = 0; i < list_size(texts); i++) {
        struct object *volatile text = newref(list_get(texts, i));
        decref(text);
    }
}

static void collects(void)
{
    gc_collect(GC_OLDEST);
}

static double asks_copied(void (*work)(void))
{
    double megabytes = copied_by(work);

    aside("%.1f MB copied", megabytes);
    return megabytes;
}

static void counts_are_writes(void)
{
    act("A child process, and what a count costs there");
    does("before = arenas(); copied(makes_texts)");
    size_t before = arenas();
    copied_by(makes_texts);
    claim("07.5a", arenas() == before,
          "What a child process makes goes with the child, whatever survived in it.");
    does("texts = texts_new(MANY, SHORT); lists = lists_new(200_000)");
    texts = texts_new(MANY, SHORT), lists = lists_new(200000);
    predict("After fork() the two share all memory, until one of them writes. The child only reads "
            "its million strs. How much is copied?");
    does("copies = copied(looks_at_texts)");
    claim("07.5b", measured(asks_copied(looks_at_texts) > 60),
          "Nearly all of the 80 MB. To look at an object is to count a reference, and a count is a "
          "write.");
    does("collecting = copied(collects)");
    claim("07.5c", measured(asks_copied(collects) > 8),
          "A collection in the child writes into the header of each container.");
    does("gc.freeze(); collecting = copied(collects)"), gc_freeze();
    claim("07.5d", measured(asks_copied(collects) < 4),
          "gc.freeze() before fork() spares that: the frozen are in no collection.");
    does("copies = copied(looks_at_texts)");
    claim("07.5e", measured(asks_copied(looks_at_texts) > 60),
          "It does not spare the counts. Only an object without a count would: an immortal one.");
    does("gc.unfreeze(); del texts, lists"), gc_unfreeze(), del(&texts), del(&lists);
}

static void tell_apart(void)
{
    act("Held, kept or given back");
    does("seen = four_numbers()"), four_numbers();
    claim("07.6a", saw(HELD, "++++"), "Held: all four stay. Look for the holder, as in lesson 06.");
    claim("07.6b", saw(KEPT_BY_ARENAS, "--++"),
          "Kept by arenas: what is traced and the blocks fell, the arenas did not.");
    claim("07.6c", saw(KEPT_BY_MALLOC, "---+"),
          "Kept by malloc: the arenas are few, too, and only the process is large.");
    claim("07.6d", saw(GIVEN_BACK, "----") && saw(TRIMMED, "----"), "Given back: all four fell.");
}

int main(int argc, char **argv)
{
    memory_use_pools(true); /* as a release build does, and Python */
    lesson(argc, argv, "07", "Freed memory",
           "I freed it all, and no object is left. Why is the process as big as before?");
    goes_back();
    survivors();
    order_of_making();
    free_lists();
    heap();
    counts_are_writes();
    tell_apart();
    return finish();
}
