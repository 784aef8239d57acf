/* Checks of 4a: the movements on lists of the check's own, where it sees every link, and then
 * whole histories of the real heap, against a model that knows no links.
 *
 * Each sentence:
 * - the order in which members stand, both ways; an emptied list is a good one -> merges, promotes
 * - the oldest keeps its own -> promotes
 * - the counts, and nothing else of the state -> counts
 * - only the ends are read and written -> only_the_ends
 * - flags stay -> flags_stay
 * - gc_generation_of: 0, 1, 2, frozen, untracked, an atom; asks for no memory; any length; the
 *   answer of now, and not that of before -> how_old
 * - it changes nothing -> how_old, histories
 */
#include "exercises/04_generations/4a_promote.h"

#include <stdio.h>
#include <string.h>

#include "common/looking/verify.h"
#include "common/types/atoms.h"
#include "exercises/04_generations/history.h"
#include "exercises/04_generations/standing.h"
#include "exercises/check.h"

/* Both functions append: gc_merge_younger those below @generation, gc_promote @generation itself.
 */
static void move(bool promote, int generation)
{
    int from = promote ? generation : 0, into = promote ? generation + 1 : generation;
    int to = promote && generation == GC_OLDEST ? -1 : into - 1;
    char before[GC_GENERATIONS][LISTS_TEXT];

    for (int g = 0; g < GC_GENERATIONS; g++)
        strcpy(before[g], walk(list_of(g), true));
    STEP("%s(gc, %d); before, 0: %s; 1: %s; 2: %s", promote ? "gc_promote" : "gc_merge_younger",
         generation, before[0], before[1], before[2]);
    if (promote)
        gc_promote(&heap, generation);
    else
        gc_merge_younger(&heap, generation);
    (void)from, (void)to;
    for (int g = 0; g < GC_GENERATIONS; g++) {
        EXPECT(check_text("generation %d", g), walk(list_of(g), true),
               appended(g, from, to, into, true));
        EXPECT(check_text("generation %d, by prev", g), walk(list_of(g), false),
               appended(g, from, to, into, false));
    }
}

CHECK(merges, .title = "the younger are appended, generation 0 first", .points = 2,
      .usually = "The generation's own members stay in front, then come those of 0, then those of "
                 "1. To append a list is to relink its first and its last node, the last node of "
                 "the other list and that one's head, each in both directions; and there may be "
                 "no first node.",
      .see = "04-ages")
{
    for (int round = 0; round < 60; round++) {
        build(round < 20 ? 1 : MOST);
        move(false, check_random(GC_GENERATIONS));
    }
}

CHECK(promotes, .title = "survivors go behind the older, and the oldest stay", .points = 1,
      .after = "merges",
      .usually = "The list of the generation is appended to that of the next older one. There is "
                 "no list above generation 2: its survivors stay where they are.",
      .see = "04-ages")
{
    for (int round = 0; round < 60; round++) {
        build(round < 20 ? 1 : MOST);
        move(true, check_random(GC_GENERATIONS));
    }
}

static const char *counts_text(void)
{
    return check_text("(%d, %d, %d)", heap.generations[0].count, heap.generations[1].count,
                      heap.generations[2].count);
}

__attribute__((unused)) static const char *counts_after(const int *counts, int generation)
{
    int expected[GC_GENERATIONS];

    for (int g = 0; g < GC_GENERATIONS; g++)
        expected[g] = g <= generation ? 0 : counts[g] + (g == generation + 1);
    return check_text("(%d, %d, %d)", expected[0], expected[1], expected[2]);
}

/* Whether all of the heap's state but the generations is as build() left it. */
static bool rest_is_untouched(void)
{
    static const struct gc_state fresh;
    const char *rest = (const char *)&heap.stats;

    return gc_list_is_empty(&heap.permanent) &&
           memcmp(rest, &fresh.stats, (size_t)((const char *)(&heap + 1) - rest)) == 0;
}

CHECK(counts, .title = "a collection is counted once, one generation up", .points = 1,
      .usually = "The next older generation counts this collection, if there is one; all that are "
                 "collected begin at 0 again, also the younger ones. gc_promote() counts nothing.",
      .see = "04-ages")
{
    for (int round = 0; round < 40; round++) {
        int before[GC_GENERATIONS], generation = check_random(GC_GENERATIONS);
        build(MOST);
        for (int g = 0; g < GC_GENERATIONS; g++)
            heap.generations[g].count = before[g] = check_random(20);
        (void)before;
        STEP("gc_merge_younger(gc, %d), the counts being %s", generation, counts_text());
        gc_merge_younger(&heap, generation);
        EXPECT("the counts", counts_text(), counts_after(before, generation));
        STEP("gc_promote(gc, %d)", generation);
        gc_promote(&heap, generation);
        EXPECT("the counts", counts_text(), counts_after(before, generation));
        EXPECT("what lies behind the three generations is untouched", rest_is_untouched(), true);
    }
}

/* Between the first node and the last of each list stand two that lead straight back to the head:
 * who walks from the head never comes to the other end. */
static void hide_the_middle(struct gc_head middle[][2])
{
    for (int g = 0; g < GC_GENERATIONS; g++) {
        struct gc_head *first = &nodes[MOST * g], *last = first + 1, *head = list_of(g);
        gc_list_init(head);
        gc_list_append(first, head);
        gc_list_append(last, head);
        middle[g][0] = (struct gc_head){(uintptr_t)head, (uintptr_t)first};
        middle[g][1] = (struct gc_head){(uintptr_t)last, (uintptr_t)head};
        gc_set_next(first, &middle[g][0]);
        gc_set_prev(last, &middle[g][1]);
        sizes[g] = 2;
    }
}

/* Puts first and last together again. @return how many of the links between them were changed. */
static int show_the_middle(struct gc_head middle[][2], struct gc_head before[][2])
{
    int changed = 0;

    for (int g = 0; g < GC_GENERATIONS; g++) {
        struct gc_head *first = &nodes[MOST * g], *last = first + 1;
        for (int k = 0; k < 2; k++)
            changed +=
                (middle[g][k].next != before[g][k].next) + (middle[g][k].prev != before[g][k].prev);
        changed += (gc_next(first) != &middle[g][0]) + (gc_prev(last) != &middle[g][1]);
        gc_set_next(first, last);
        gc_set_prev(last, first);
    }
    return changed;
}

CHECK(only_the_ends, .title = "no member between the first and the last is touched", .points = 1,
      .after = "merges",
      .usually = "Members are moved one by one, or the end of a list is looked for from its head. "
                 "The lists are circular: the prev of a head is the last node.",
      .see = "04-ages")
{
    struct gc_head middle[GC_GENERATIONS][2], before[GC_GENERATIONS][2];

    for (int round = 0; round < 4; round++) {
        bool promote = round % 2 == 1;
        int generation = promote ? check_random(GC_OLDEST) : check_between(1, GC_OLDEST);
        build(0);
        hide_the_middle(middle);
        memcpy(before, middle, sizeof before);
        STEP("%s(gc, %d); each list has many members", promote ? "gc_promote" : "gc_merge_younger",
             generation);
        if (promote)
            gc_promote(&heap, generation);
        else
            gc_merge_younger(&heap, generation);
        EXPECT("links between the first and the last that were changed",
               show_the_middle(middle, before), 0);
    }
}

static const char *finalized_text(const bool *finalized)
{
    static char text[LISTS_TEXT];

    text[0] = '\0';
    for (int i = 0; i < NODES; i++)
        if (finalized != NULL ? finalized[i] : nodes[i].prev & GC_FINALIZED)
            add_letter(text, i);
    return or_nobody(text);
}

CHECK(flags_stay, .title = "who was finalized is so afterwards", .points = 1, .after = "promotes",
      .usually = "prev is more than an address. Assigned as a whole it loses GC_FINALIZED, and a "
                 "finalizer runs a second time; gc_set_prev() keeps it.",
      .see = "04-cpython")
{
    for (int round = 0; round < 20; round++) {
        bool finalized[NODES] = {false};
        int generation = check_random(GC_GENERATIONS);
        build(MOST);
        for (int g = 0; g < GC_GENERATIONS; g++)
            for (int k = 0; k < sizes[g]; k++)
                if ((finalized[MOST * g + k] = check_flip()))
                    nodes[MOST * g + k].prev |= GC_FINALIZED;
        STEP("gc_merge_younger(gc, %d), gc_promote(gc, %d); finalized: %s", generation, generation,
             finalized_text(NULL));
        gc_merge_younger(&heap, generation);
        gc_promote(&heap, generation);
        EXPECT("finalized", finalized_text(NULL), finalized_text(finalized));
    }
}

/* ---- the real heap ------------------------------------------------------------------------------
 */

CHECK(how_old, .title = "gc_generation_of says where an object stands", .points = 2,
      .usually = "From any member, next leads at last to the head of its list. That may be the "
                 "permanent one, too. Who is untracked is in no list, and an atom has no links. A "
                 "loop is enough: no list of objects, and no call for each member.",
      .see = "04-ages")
{
    struct object *atom = int_new(1000000 + check_random(1000));

    things_begin();
    for (int round = 0; round < 8; round++) {
        int places[THINGS];
        for (int i = 0; i < THINGS; i++) {
            struct object *thing = thing_new(i, THING_PLAIN);
            places[i] = check_between(GC_UNTRACKED, GC_FROZEN);
            if (places[i] == GC_UNTRACKED)
                gc_untrack(thing);
            else
                gc_list_move(gc_head_of(thing), real_list(places[i]));
        }
        (void)places;
        for (int i = 0; i < THINGS; i++) {
            STEP("gc_generation_of(gc, thing %d)", i);
            EXPECT("it stands", ask(&collector, things[i]), where(places[i]));
        }
        struct object *moved = things[THINGS - 1];
        if (places[THINGS - 1] == GC_UNTRACKED)
            gc_track(moved);
        int now = (places[THINGS - 1] + 1) % GC_GENERATIONS;
        gc_list_move(gc_head_of(moved), real_list(now));
        STEP("gc_generation_of(gc, thing %d), which stands elsewhere now", THINGS - 1);
        EXPECT("it stands", ask(&collector, moved), where(now));
        STEP("gc_generation_of(gc, an int)");
        EXPECT("it stands", ask(&collector, atom), where(GC_UNTRACKED));
        things_end();
    }
    ask_about_the_first_of_many();
    decref(atom);
}

/* Stays: in this one the collector itself runs on the two functions. */
CHECK(histories, .title = "whole histories: who is where, who is finalized when", .points = 1,
      .after = "flags_stay", .seconds = 5,
      .usually = "Each movement is right by itself, and yet not the two together: look at what one "
                 "of them leaves behind for the other.",
      .see = "04-ages")
{
    for (int round = 0; round < 12; round++) {
        history_begin();
        for (int steps = 5 + 3 * round; steps > 0; steps--) {
            char report[200];
            struct deed deed = history_choose();
            STEP("%s", history_words(deed));
            history_do(deed);
            if (deed.kind != DEED_COLLECT)
                continue;
            for (int g = 0; g < GC_GENERATIONS; g++)
                EXPECT(check_text("generation %d", g), history_members(g), history_expected(g));
            EXPECT("finalizers", check_events(), history_expected_events());
            REQUIRE("the heap is sound", verify(report, sizeof report));
        }
        things_end();
    }
}
