/* Checks of 2b: all the smallest graphs, and random ones, small and large, against a search from
 * the objects that are held from outside, which the learner's function is never told.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - garbage is what nothing outside holds and nothing reachable refers to -> small_graphs
 * - references between garbage objects save nobody -> small_graphs
 * - to itself, and several to one object -> every_reference
 * - there may be no objects; anything may stand in garbage[] and room[] -> small_graphs
 * - counts are lent -> counts_are_lent; that they may change meanwhile: the second solution does it
 * - room[] has 2 * size places, garbage[] has size -> counts_are_lent
 * - four visits at most for each reference, in any order -> linear_work
 * - no recursion, no arrays on the stack, no memory -> constant_stack
 * - no static arrays -> one_of_many
 * - it returns how many are garbage -> all
 */
#include "exercises/02_cycles/2b_trial_deletion.h"

#include "common/base/memory.h"
#include "exercises/02_cycles/numbered.h"

/* ---- all of the smallest graphs, so that the first failure is a smallest one -------------------
 */

enum { PLACES = 9 }; /* for references between three objects: from 0 to 0, from 0 to 1, ... */

/* The next number of references for each place, 0 .. @most; false: there is no other. */
static bool next_graph(int times[PLACES], int size, int most)
{
    for (int at = 0; at < size * size; at++) {
        if (at % size == at / size && most == 1)
            continue; /* nobody refers to himself, or twice to another */
        if (++times[at] <= most)
            return true;
        times[at] = 0;
    }
    return false;
}

static int sum_of(const int times[PLACES])
{
    int sum = 0;

    for (int at = 0; at < PLACES; at++)
        sum += times[at];
    return sum;
}

static void run_with(const int times[PLACES], int size, unsigned held)
{
    begin(size);
    for (int at = 0; at < size * size; at++)
        for (int k = 0; k < times[at]; k++)
            refer(at / size, at % size);
    for (int i = 0; i < size; i++)
        graph.outside[i] = (held >> i & 1) != 0;
    run();
}

/* All graphs of so many objects, those with few references first. */
static void run_all(int size, int most)
{
    for (int references = 0; references <= most * size * size; references++) {
        int times[PLACES] = {0};
        do
            for (unsigned held = 0; sum_of(times) == references && held < 1u << size; held++)
                run_with(times, size, held);
        while (next_graph(times, size, most));
    }
}

CHECK(small_graphs, .title = "finds the garbage among a few objects", .points = 3,
      .too_many = "Something reachable is called garbage. Who has something left after subtraction "
                  "is reachable, and so is what he refers to, and what that refers to, to the end.",
      .too_few =
          "Garbage was missed: nothing outside holds it, and nothing reachable refers to it. "
          "Work the table out on paper: whose number is another one in your working counts?",
      .see = "02-trial-deletion")
{
    for (int size = 0; size <= 3; size++)
        run_all(size, 1);
    for (int round = 0; round < 150; round++) {
        int size = check_between(4, 5 + round / 21);
        invent(size, check_random(3 * size), 20);
        run();
    }
}

CHECK(every_reference, .title = "references to oneself and double ones count", .points = 1,
      .after = "small_graphs",
      .too_many = "More was taken off than there is. Each reference is in the count once, and is "
                  "taken off once.",
      .too_few = "Each reference is in the count, and each is to be taken off: also one to the "
                 "object itself, and the second one to the same object.",
      .see = "02-trial-deletion")
{
    for (int size = 1; size <= 2; size++)
        run_all(size, 2);
    for (int round = 0; round < 60; round++) {
        int size = check_between(1, 6);
        begin(size);
        for (int i = check_random(4 * size); i-- > 0;)
            refer(check_random(size), check_random(size));
        graph.outside[check_random(size)] = check_random(3);
        run();
    }
}

CHECK(counts_are_lent, .title = "the heap is as it was, for the next run", .points = 1,
      .after = "small_graphs", .see = "02-trial-deletion")
{
    for (int round = 0; round < 40; round++) {
        int size = check_between(2, 12), wrong = 0;
        static int before[MOST];
        invent(size, 2 * size, round % 4 == 0 ? 100 : 20);
        run();
        fill();
        memcpy(before, counts, sizeof before);
        STEP("once more");
        find_unreachable(&heap, garbage);
        for (int i = 0; i < size; i++)
            wrong += counts[i] != before[i];
        BECAUSE("count[] is the real thing: work on a copy in room[], or put back what you took.");
        EXPECT("counts that are not what they were", wrong, 0);
        BECAUSE("room[] has 2 * size places, 0 to 2 * size - 1.");
        EXPECT("places written to, beside room[]",
               (rooms[0] != CANARY) + (rooms[1 + 2 * size] != CANARY), 0);
        BECAUSE("garbage[] has size places, 0 to size - 1.");
        EXPECT("places written to, beside garbage[]",
               (garbages[0] != true) + (garbages[1 + size] != ((1 + size) % 2 == 0)), 0);
        BECAUSE("struct heap is the caller's, and so is what stands in it.");
        EXPECT("size, count and room are what they were",
               heap.size == size && heap.count == counts && heap.room == rooms + 1, true);
        STEP("and once more");
        int again = find_unreachable(&heap, garbage);
        BECAUSE("The same heap, and another answer than before: what did the run before leave?");
        EXPECT("it returned", again, unreachable(false));
    }
}

CHECK(large_graphs, .title = "finds the garbage among 10,000 objects", .points = 1, .seconds = 5,
      .after = "small_graphs",
      .usually =
          "Something is too small for a large heap: thousands may wait to be followed, and as "
          "many references may lead to one object, from inside or from outside.",
      .see = "02-trial-deletion")
{
    for (int round = 0; round < 6; round++) {
        int size = check_large(MOST) - 1 - check_random(50), hub = check_random(size);
        invent(size, size + check_random(size), 2);
        graph.outside[hub] = 0;
        /* of the one nothing is left in a byte or two, of the other none in an int, doubled */
        graph.outside[graph.size++] = round % 2 == 0 ? 65536 : 1 << 30;
        for (int i = 0; i < size; i += 3)
            if (i != hub)
                refer(i, hub);
        run();
    }
}

/* A chain of all objects in an order of their numbers, held at its start; then a ring of garbage.
 */
static void chain(int size, int shape)
{
    static int order[MOST];
    int ring = size / 4;

    begin(size);
    for (int i = 0; i < size; i++)
        order[i] = shape == 0 ? i : size - 1 - i;
    if (shape == 2)
        check_shuffle(order, size);
    for (int i = 0; i + 1 < size; i++)
        if (i + 1 != ring)
            refer(order[i], order[i + 1]);
    refer(order[ring - 1], order[0]);
    graph.outside[order[ring]] = 1;
}

CHECK(linear_work, .title = "visits each reference a few times, in any order", .points = 2,
      .seconds = 10, .after = "small_graphs",
      .usually = "A sweep over all objects that is repeated until nothing changes takes as many "
                 "sweeps as the longest chain has links. Remember who has just been found "
                 "reachable, and follow only those.",
      .see = "02-trial-deletion")
{
    for (int shape = 0; shape < 3; shape++) {
        chain(check_large(2000) + check_random(100), shape);
        run();
        EXPECT_AT_MOST(check_text("visits, when there are %d references", graph.references), visits,
                       4L * graph.references);
    }
}

CHECK(constant_stack, .title = "a chain of 10,000 takes no more stack, and no memory", .points = 1,
      .after = "small_graphs", .see = "02-trial-deletion")
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    chain(SMALL + 1, 0);
    run();
    uintptr_t shallow = deepest;
    chain(check_large(MOST), 0);
    size_t requests = memory_requests();
    run();
    BECAUSE("Following a reference became a call inside a call, or an array that grows with the "
            "heap stands on the stack. Whoever waits to be followed stands in room[].");
    EXPECT_AT_MOST(check_text("bytes of stack, more than for %d objects", SMALL + 1),
                   (long)(shallow - deepest), 1024);
    BECAUSE("An array stands on the stack. What you have to remember stands in room[].");
    EXPECT_AT_MOST("bytes of stack", (long)(here - deepest), 8192);
    BECAUSE("What you have to remember stands in room[]; a collector runs when memory is short.");
    EXPECT("requests for memory", memory_requests() - requests, 0);
}

CHECK(one_of_many, .title = "another heap may be asked about meanwhile", .points = 1,
      .after = "small_graphs", .see = "02-trial-deletion")
{
    for (int round = 0; round < 10; round++) {
        int size = check_between(4, SMALL), wrong = 0, others = 0;
        begin(size); /* all hangs by the first one, which nobody refers to */
        graph.outside[0] = 1;
        for (int i = 0; i + 1 < size; i++)
            refer(i, i + 1);
        for (int i = 2; i < size; i++)
            refer(i, check_between(1, size - 1));
        run();
        fill();
        int right = find_unreachable(&heap, garbage);
        long all = visits;
        for (long at = 1; at <= all && at <= 4L * graph.references; at++) {
            fill();
            ask_at = at;
            int found = find_unreachable(&heap, garbage);
            wrong += found != right || how_many(garbage, true, false) != right;
            others += other_found != 2;
        }
        STEP("again, and at each heap_to() in turn ask about another heap of 2");
        BECAUSE("Something of one call stands where the next call writes, in a static variable or "
                "array. Each heap has a room[] of its own.");
        EXPECT("wrong answers", wrong, 0);
        EXPECT("wrong answers about the other", others, 0);
    }
}
