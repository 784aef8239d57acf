/* Two snapshots for the checks of 6a: how they are made, and what their difference is by nested
 * loops, so that nothing is sorted and nothing can be lost.
 */
#ifndef RECLAIM_EXERCISES_MOMENTS_H
#define RECLAIM_EXERCISES_MOMENTS_H

#include <stdio.h>
#include <string.h>

#include "exercises/06_leak_tracing/6a_diff.h"
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
    const char *word = check_word();
    /* as text they differ: not by the last part, nor by the first letters, nor in lower case */
    const char *files[] = {check_text("some_folder/%s.c", word),
                           check_text("some_folder/in/%s.c", word),
                           check_text("some_folder/in/%s.C", word)};
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

#endif
