/* Checks of 6a: which lines have a row and what it says, then the order, then the room. */
#include "exercises/06_leak_tracing/6a_diff.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/atoms.h"
#include "common/list.h"
#include "common/snapshot.h"
#include "exercises/check.h"

enum { BLOCKS = 600, LINES = 24, TEXT = 900, SHOWN = 12 };

/* A snapshot. */
struct moment {
    struct block blocks[BLOCKS];
    size_t count;
};

static struct moment now, before;
static struct change rows[2 * BLOCKS + 1];
static size_t row_count;

/* ---- the blocks ---------------------------------------------------------------------------------
 */

static void begin(void)
{
    now.count = before.count = 0;
}

/* @count blocks, which are @size bytes together. */
static void allocate(struct moment *moment, struct place place, size_t count, size_t size)
{
    for (size_t i = 0; i < count; i++)
        moment->blocks[moment->count++] =
            (struct block){place, size / count + (i == 0 ? size % count : 0)};
}

static void shuffle(struct moment *moment)
{
    for (int i = (int)moment->count; i > 1; i--) {
        int other = check_random(i);
        struct block block = moment->blocks[i - 1];
        moment->blocks[i - 1] = moment->blocks[other];
        moment->blocks[other] = block;
    }
}

static const char *place_text(struct place place)
{
    return check_text("%s:%d", place.file, place.line);
}

/* "a.c:3 24, a.c:3 8". */
static const char *blocks_text(const struct moment *moment, char *text)
{
    snprintf(text, TEXT, "%s", moment->count == 0 ? "nothing" : "");
    if (moment->count > SHOWN)
        snprintf(text, TEXT, "%zu blocks", moment->count);
    for (size_t i = 0; i < moment->count && moment->count <= SHOWN; i++) {
        size_t used = strlen(text);
        snprintf(text + used, TEXT - used, "%s%s %zu", i > 0 ? ", " : "",
                 place_text(moment->blocks[i].place), moment->blocks[i].size);
    }
    return text;
}

/* Different lines of a few files. */
static void choose_lines(struct place *lines, int count)
{
    const char *files[] = {check_text("%s.c", check_word()), check_text("%s.c", check_word()),
                           check_text("%s.c", check_word())};
    static char names[3][40];
    int line = check_between(1, 90);

    for (int i = 0; i < 3; i++)
        snprintf(names[i], sizeof names[i], "%s", files[i]);
    for (int i = 0; i < count; i++) /* three of each number, so that neither tells them apart */
        lines[i] = (struct place){names[i % 3], line + i / 3};
}

/* ---- what is expected: nested loops, so that nothing is sorted and nothing can be lost ---------
 */

static bool same(struct place a, struct place b)
{
    return a.line == b.line && strcmp(a.file, b.file) == 0;
}

static struct change sum(struct place place)
{
    struct change row = {.place = place};

    for (size_t i = 0; i < now.count; i++)
        if (same(now.blocks[i].place, place)) {
            row.size += now.blocks[i].size;
            row.count++;
        }
    row.size_diff = (ptrdiff_t)row.size;
    row.count_diff = (ptrdiff_t)row.count;
    for (size_t i = 0; i < before.count; i++)
        if (same(before.blocks[i].place, place)) {
            row.size_diff -= (ptrdiff_t)before.blocks[i].size;
            row.count_diff--;
        }
    return row;
}

static const char *row_text(const struct change *row)
{
    return check_text("size %zu (%+td), count %zu (%+td)", row->size, row->size_diff, row->count,
                      row->count_diff);
}

__attribute__((unused)) static const char *expected(struct place place)
{
    struct change row = sum(place);

    return row_text(&row);
}

/* The row that was returned for @place. */
static const char *returned(struct place place)
{
    const char *text = "it has no row";
    int found = 0;

    for (size_t i = 0; i < row_count; i++)
        if (rows[i].place.file != NULL && same(rows[i].place, place)) {
            text = row_text(&rows[i]);
            found++;
        }
    return found > 1 ? check_text("it has %d rows", found) : text;
}

static bool ranks_before(const struct change *a, const struct change *b)
{
    ptrdiff_t keys[][2] = {
        {a->size_diff < 0 ? -a->size_diff : a->size_diff,
         b->size_diff < 0 ? -b->size_diff : b->size_diff},
        {(ptrdiff_t)a->size, (ptrdiff_t)b->size},
        {a->count_diff < 0 ? -a->count_diff : a->count_diff,
         b->count_diff < 0 ? -b->count_diff : b->count_diff},
        {(ptrdiff_t)a->count, (ptrdiff_t)b->count},
        {strcmp(a->place.file, b->place.file), 0},
        {a->place.line, b->place.line},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] > keys[i][1];
    return false;
}

/* "b.c:3, a.c:5": the lines by the rank that each has among the others. */
__attribute__((unused)) static const char *expected_order(const struct place *lines, int count)
{
    static char text[TEXT];

    text[0] = '\0';
    for (int rank = 0; rank < count; rank++)
        for (int i = 0; i < count; i++) {
            struct change row = sum(lines[i]);
            int better = 0;
            for (int k = 0; k < count; k++) {
                struct change other = sum(lines[k]);
                better += ranks_before(&other, &row);
            }
            if (better == rank)
                snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                         rank > 0 ? ", " : "", place_text(lines[i]));
        }
    return text;
}

static const char *returned_order(void)
{
    static char text[TEXT];

    text[0] = '\0';
    for (size_t i = 0; i < row_count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? ", " : "",
                 rows[i].place.file == NULL ? "?" : place_text(rows[i].place));
    return text;
}

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

CHECK(changed, .title = "a line of both has the difference, also when that is zero", .points = 2,
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
            int size = check_between(6, 99), blocks = check_between(1, 3);
            allocate(&before, lines[i], (size_t)blocks, (size_t)size);
            if (i == 1) /* one stays, one has the same bytes in other blocks */
                blocks = check_between(1, 3);
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

CHECK(order, .title = "the line that changed most comes first, and ties are broken", .points = 2,
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
            size_t high = (size_t)check_between(1, 400) << 31, low = (size_t)check_random(1000);
            allocate(&before, lines[i], 1, low + 1);
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

static void append_new(struct object *list, struct object *item)
{
    list_append(list, item);
    decref(item);
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
        append_new(shrinks, int_new(1000 + i));
        if (i < growth)
            append_new(goes, str_new(check_word()));
    }
    struct snapshot *old = take(&before);
    for (int i = 0; i < growth; i++) {
        append_new(grows, str_new("a word of a certain length"));
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
