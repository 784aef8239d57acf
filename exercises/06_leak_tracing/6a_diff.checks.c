/* Checks of 6a: which lines have a row and what it says, then the order, then the room.
 *
 * Each sentence:
 * - one line: equal numbers, names equal as text -> new_lines
 * - no line is lost: unchanged and vanished ones -> changed, vanished
 * - size and count are of now, the differences are now minus before -> changed, traced
 * - the order, with six keys -> order; of sizes of any number -> large
 * - no memory; no row beyond the room; the blocks stay as they are -> own_room
 * - what stood in the room before does not matter, nor does an earlier call -> each, by ask()
 */
#include "exercises/06_leak_tracing/6a_diff.h"

#include <string.h>

#include "common/tracing/snapshot.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/06_leak_tracing/moments.h"
#include "exercises/check.h"

static void ask(void)
{
    static char texts[2][TEXT];

    shuffle(&now);
    shuffle(&before);
    memset(rows, 0x5a, sizeof rows); /* the room may have been used before */
    STEP("compare_to; now: %s; before: %s", blocks_text(&now, texts[0]),
         blocks_text(&before, texts[1]));
    row_count = compare_to(now.blocks, now.count, before.blocks, before.count, rows);
    REQUIRE("there are no more rows than blocks", row_count <= now.count + before.count);
}

/* Asks, and looks at each of these lines, which are all that there are. */
static void ask_for(const struct place *lines, int count)
{
    ask();
    EXPECT("number of rows", row_count, (size_t)count);
    for (int i = 0; i < count; i++)
        EXPECT(place_text(lines[i]), returned(lines[i]), expected(lines[i]));
}

CHECK(new_lines, .title = "each line has one row, with the sum of its blocks", .points = 2,
      .usually = "Blocks are of one line when file and line number are both equal. File names "
                 "are equal as text: the same name may stand at two addresses.",
      .see = "06-tracemalloc")
{
    struct place lines[LINES];
    static char copies[BLOCKS][40];

    begin();
    ask_for(lines, 0);
    for (int round = 0; round < 20; round++) {
        int count = check_between(1, 5);
        begin();
        choose_lines(lines, count);
        for (int i = 0; i < count; i++) {
            int blocks = check_between(1, 3);
            allocate(&now, lines[i], (size_t)blocks, (size_t)check_between(blocks, 99));
        }
        for (size_t i = 0; i < now.count; i++) {
            snprintf(copies[i], sizeof copies[i], "%s", now.blocks[i].place.file);
            now.blocks[i].place.file = copies[i];
        }
        ask_for(lines, count);
    }
}

CHECK(changed, .title = "a line of both has the difference, be it zero", .points = 2,
      .after = "new_lines",
      .usually = "The difference is now minus before, for the bytes and for the number of "
                 "blocks, each by itself. A line that has not changed still has a row.",
      .see = "06-tracemalloc")
{
    struct place lines[LINES];

    for (int round = 0; round < 20; round++) {
        int count = check_between(3, 5);
        begin();
        choose_lines(lines, count);
        for (int i = 0; i < count; i++) {
            bool empty = i == 1 && round % 4 == 0; /* blocks of no bytes are blocks */
            int size = empty ? 0 : check_between(6, 99), blocks = check_between(1, 3);
            allocate(&before, lines[i], (size_t)blocks, (size_t)size);
            if (i == 1) /* one stays, one has the same bytes in other blocks */
                blocks = empty ? blocks % 3 + 1 : check_between(1, 3);
            else if (i > 1)
                size = check_between(6, 99), blocks = check_between(1, 3);
            allocate(&now, lines[i], (size_t)blocks, (size_t)size);
        }
        ask_for(lines, count);
    }
}

CHECK(vanished, .title = "a line whose blocks have all gone has a row", .points = 1,
      .after = "new_lines",
      .usually = "The lines of the difference are those of either snapshot. What stands in the "
                 "old one alone has size and count 0, and both differences are negative.",
      .see = "06-tracemalloc")
{
    struct place lines[LINES];

    for (int round = 0; round < 20; round++) {
        int count = check_between(2, 5), gone = check_between(1, count);
        begin();
        choose_lines(lines, count);
        for (int i = 0; i < count; i++) {
            int blocks = check_between(1, 3);
            allocate(i < gone ? &before : &now, lines[i], (size_t)blocks,
                     (size_t)check_between(blocks, 99));
        }
        ask_for(lines, count);
    }
}

CHECK(order, .title = "what changed most comes first, and ties are broken", .points = 2,
      .after = "changed",
      .usually = "Descending in all six: |size_diff|, size, |count_diff|, count, file, line. A "
                 "loss of 100 bytes is as large as a gain of 100.",
      .see = "06-tracemalloc")
{
    struct place lines[LINES];

    for (int round = 0; round < 60; round++) {
        int count = check_between(4, 8);
        begin();
        choose_lines(lines, count);
        for (int i = 0; i < count; i++) { /* small numbers, so that many are equal */
            allocate(&now, lines[i], (size_t)check_between(1, 2), (size_t)check_between(2, 4));
            allocate(&before, lines[i], (size_t)check_between(1, 2), (size_t)check_between(2, 4));
        }
        ask();
        EXPECT("the lines in order", returned_order(), expected_order(lines, count));
    }
}

CHECK(large, .title = "sizes and differences beyond what an int holds", .points = 1,
      .after = "changed",
      .usually = "A size_t does not fit into an int, nor does the difference of two of them: "
                 "compare them with < and >, do not subtract them for qsort.",
      .see = "06-tracemalloc")
{
    struct place lines[LINES];

    for (int round = 0; round < 10; round++) {
        int count = check_between(4, 8);
        begin();
        choose_lines(lines, count);
        for (int i = 0; i < count; i++) {
            size_t low = (size_t)check_random(1000);
            size_t high = (size_t)check_between(1, 400) << 31;
            if (i < 2) /* two that only differ in their last digits */
                high = ((size_t)300 << 53) + (size_t)i * 1000;
            size_t size = i == 2 || i == 3 ? ((size_t)i << 32) + 10 - (size_t)i : low + 1;
            if (i == 2 || i == 3) /* two with the same difference, and the larger ends lower */
                low = size, high = 5;
            allocate(&before, lines[i], 1, size);
            allocate(&now, lines[i], 2, high + low);
        }
        ask_for(lines, count);
        EXPECT("the lines in order", returned_order(), expected_order(lines, count));
    }
}

static bool same_blocks(const struct moment *a, const struct moment *b)
{
    bool equal = a->count == b->count;

    for (size_t i = 0; equal && i < a->count; i++)
        equal = a->blocks[i].place.file == b->blocks[i].place.file &&
                a->blocks[i].place.line == b->blocks[i].place.line &&
                a->blocks[i].size == b->blocks[i].size;
    return equal;
}

/* The first two are in the wrong order, so whoever sorts the blocks is seen. */
static void never_sorted(struct moment *moment)
{
    struct block first = moment->blocks[0];

    if (place_compare(first.place, moment->blocks[1].place) < 0) {
        moment->blocks[0] = moment->blocks[1];
        moment->blocks[1] = first;
    }
}

CHECK(own_room, .title = "it works in the room it has", .points = 1, .after = "new_lines",
      .usually = "Every block could be a row of its own, so the rows are room enough: no memory, "
                 "and not one row more than there are blocks.",
      .see = "06-tracemalloc")
{
    static struct moment copies[2];
    struct place lines[LINES];
    int count = check_between(6, 12);
    struct change beyond;

    begin();
    choose_lines(lines, count);
    for (int i = 0; i < count; i++) /* one block a line: every row is needed */
        allocate(i % 2 == 0 ? &now : &before, lines[i], 1, (size_t)check_between(1, 99));
    shuffle(&now);
    shuffle(&before);
    never_sorted(&now);
    never_sorted(&before);
    copies[0] = now;
    copies[1] = before;
    memset(rows, 0x5a, sizeof rows);
    memset(&beyond, 0x5a, sizeof beyond);
    STEP("compare_to, with %zu blocks now and %zu before", now.count, before.count);
    size_t requests = memory_requests();
    compare_to(now.blocks, now.count, before.blocks, before.count, rows);
    EXPECT("requests for memory", memory_requests() - requests, (size_t)0);
    EXPECT("the row behind the room is as it was",
           memcmp(&rows[count], &beyond, sizeof beyond) == 0, true);
    EXPECT("the blocks are as they were",
           same_blocks(&now, &copies[0]) && same_blocks(&before, &copies[1]), true);
}

/* ---- a program that is really traced ------------------------------------------------------------
 */

/* A snapshot of what this file has allocated; the blocks are borrowed from it. */
static struct snapshot *take(struct moment *moment)
{
    struct snapshot_filter own = {.inclusive = true, .pattern = "*6a_diff.checks.c"};
    struct snapshot *all = tracemalloc_take_snapshot();
    struct snapshot *snapshot = snapshot_filter_traces(all, &own, 1);

    snapshot_free(all);
    moment->count = 0;
    for (size_t i = 0; i < snapshot->count && moment->count < BLOCKS; i++)
        moment->blocks[moment->count++] = (struct block){
            snapshot->traces[i].traceback->places[0],
            snapshot->traces[i].size,
        };
    return snapshot;
}

static const char *traced_row(const struct change *row)
{
    return check_text("line %d: %s", row->place.line, row_text(row));
}

/* The rows that the library has for the same two snapshots, and one of them as text. */
__attribute__((unused)) static size_t library_rows(const struct snapshot *new,
                                                   const struct snapshot *old, size_t wanted,
                                                   const char **text)
{
    struct statistics *differences = snapshot_compare_to(new, old, SNAPSHOT_BY_LINE);
    size_t count = differences->count;

    *text = "it has no row";
    if (wanted < count) {
        struct statistic row = differences->rows[wanted];
        *text = traced_row(
            &(struct change){row.place, row.size, row.count, row.size_diff, row.count_diff});
    }
    statistics_free(differences);
    return count;
}

__attribute__((unused)) static const char *library_row(const struct snapshot *new,
                                                       const struct snapshot *old, size_t wanted)
{
    const char *text;

    library_rows(new, old, wanted, &text);
    return text;
}

/* Stays: the others know the rules from the same page as the learner, this one from tracemalloc. */
CHECK(traced, .title = "the rows of a program that runs are tracemalloc's", .points = 1,
      .after = "vanished",
      .usually = "The rows here come from the library's own snapshots; the same rules give them.",
      .see = "06-tracemalloc")
{
    struct object *grows = list_new(0), *shrinks = list_new(0), *goes = list_new(0);
    int growth = check_between(3, 40);

    for (int i = 0; i < 100; i++) {
        list_append_steal(shrinks, int_new(1000 + i));
        if (i < growth)
            list_append_steal(goes, str_new(check_word()));
    }
    struct snapshot *old = take(&before);
    for (int i = 0; i < growth; i++) {
        list_append_steal(grows, str_new("a word of a certain length"));
        decref(list_pop(shrinks, 0));
    }
    clearref(&goes);
    struct snapshot *new = take(&now);
    STEP("two snapshots, and %d words and %d ints between them", growth, growth);
    row_count = compare_to(now.blocks, now.count, before.blocks, before.count, rows);
    EXPECT("number of rows", row_count, library_rows(new, old, 0, &(const char *){NULL}));
    for (size_t i = 0; i < row_count && i < 2 * BLOCKS; i++)
        EXPECT(check_text("row %zu", i), traced_row(&rows[i]), library_row(new, old, i));
    snapshot_free(old);
    snapshot_free(new);
    decref(grows);
    decref(shrinks);
}
