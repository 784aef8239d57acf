/* What snapshots are summed up to: groups, differences, their orders, and their texts. Names begin
 * with the id of the line that they prove in the list derived from CPython's own test_tracemalloc.
 */
#include "common/tests/stacks.h"
#include "common/tests/test.h"

typedef int row_text(char *text, size_t room, const struct statistic *row);

/* The texts of all rows, in order, are exactly the lines given. */
static void expect_rows(struct statistics *statistics, row_text *as_text, const char *const *lines)
{
    char text[200];

    ck_assert_ptr_nonnull(statistics);
    for (size_t i = 0; i < statistics->count; i++) {
        ck_assert_ptr_nonnull(lines[i]);
        as_text(text, sizeof text, &statistics->rows[i]);
        ck_assert_str_eq(text, lines[i]);
    }
    ck_assert_ptr_null(lines[statistics->count]);
    statistics_free(statistics);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* ---- groups ---------------------------------------------------------------------------------- */

START_TEST(T10_statistics_of_the_worked_example)
{
    struct snapshot *old = old_snapshot(), *new = new_snapshot();

    expect_rows(snapshot_statistics(old, SNAPSHOT_BY_LINE), statistic_text,
                LINES("b.py:1: size=66 B, count=1, average=66 B",
                      "a.py:2: size=30 B, count=3, average=10 B",
                      "<unknown>:0: size=7 B, count=1, average=7 B",
                      "a.py:5: size=2 B, count=1, average=2 B"));
    expect_rows(snapshot_statistics(new, SNAPSHOT_BY_LINE), statistic_text,
                LINES("a.py:5: size=5002 B, count=2, average=2501 B",
                      "c.py:578: size=400 B, count=1, average=400 B",
                      "a.py:2: size=30 B, count=3, average=10 B"));
    expect_rows(snapshot_statistics(old, SNAPSHOT_BY_FILE), statistic_text,
                LINES("b.py:0: size=66 B, count=1, average=66 B",
                      "a.py:0: size=32 B, count=4, average=8 B",
                      "<unknown>:0: size=7 B, count=1, average=7 B"));
    snapshot_free(old);
    snapshot_free(new);
}
END_TEST

START_TEST(T10_by_traceback_the_oldest_frame_is_shown)
{
    struct snapshot *new = new_snapshot();
    struct statistics *statistics = snapshot_statistics(new, SNAPSHOT_BY_TRACEBACK);

    ck_assert_uint_eq(statistics->count, 3);
    ck_assert_int_eq(statistics->rows[0].traceback->places[0].line, 5);
    expect_rows(statistics, statistic_text,
                LINES("b.py:4: size=5002 B, count=2, average=2501 B",
                      "c.py:578: size=400 B, count=1, average=400 B",
                      "b.py:4: size=30 B, count=3, average=10 B"));
    snapshot_free(new);
}
END_TEST

START_TEST(T10_an_unknown_key)
{
    struct snapshot *old = old_snapshot();

    ck_assert_ptr_null(snapshot_statistics(old, (enum snapshot_key)3));
    expect_error("ValueError: unknown key_type: 3");
    ck_assert_ptr_null(snapshot_compare_to(old, old, (enum snapshot_key) - 1));
    expect_error("ValueError: unknown key_type: -1");
    snapshot_free(old);
}
END_TEST

START_TEST(T10_ties_are_in_descending_order_too)
{
    const struct traceback *a1 = STACK({"a.c", 1}), *a2 = STACK({"a.c", 2}), *b = STACK({"b.c", 1});
    struct snapshot_trace traces[] = {{5, a1}, {5, b}, {2, a2}, {3, a2}, {5, STACK({"a.c", 10})}};
    struct snapshot *snapshot = snapshot_new(traces, 5, 1);

    expect_rows(snapshot_statistics(snapshot, SNAPSHOT_BY_LINE), statistic_text,
                LINES("a.c:2: size=5 B, count=2, average=2 B", /* 2.5 rounds to even */
                      "b.c:1: size=5 B, count=1, average=5 B",
                      "a.c:10: size=5 B, count=1, average=5 B",
                      "a.c:1: size=5 B, count=1, average=5 B"));
    snapshot_free(snapshot);
}
END_TEST

START_TEST(T11_differences_of_the_worked_example)
{
    struct snapshot *old = old_snapshot(), *new = new_snapshot();

    expect_rows(snapshot_compare_to(new, old, SNAPSHOT_BY_LINE), statistic_diff_text,
                LINES("a.py:5: size=5002 B (+5000 B), count=2 (+1), average=2501 B",
                      "c.py:578: size=400 B (+400 B), count=1 (+1), average=400 B",
                      "b.py:1: size=0 B (-66 B), count=0 (-1)",
                      "<unknown>:0: size=0 B (-7 B), count=0 (-1)",
                      "a.py:2: size=30 B (+0 B), count=3 (+0), average=10 B"));
    expect_rows(snapshot_compare_to(new, old, SNAPSHOT_BY_FILE), statistic_diff_text,
                LINES("a.py:0: size=5032 B (+5000 B), count=5 (+1), average=1006 B",
                      "c.py:0: size=400 B (+400 B), count=1 (+1), average=400 B",
                      "b.py:0: size=0 B (-66 B), count=0 (-1)",
                      "<unknown>:0: size=0 B (-7 B), count=0 (-1)"));
    expect_rows(snapshot_compare_to(old, new, SNAPSHOT_BY_TRACEBACK), statistic_diff_text,
                LINES("b.py:4: size=2 B (-5000 B), count=1 (-1), average=2 B",
                      "c.py:578: size=0 B (-400 B), count=0 (-1)",
                      "b.py:1: size=66 B (+66 B), count=1 (+1), average=66 B",
                      "<unknown>:0: size=7 B (+7 B), count=1 (+1), average=7 B",
                      "b.py:4: size=30 B (+0 B), count=3 (+0), average=10 B"));
    snapshot_free(old);
    snapshot_free(new);
}
END_TEST

START_TEST(T11_ties_go_by_size_then_count_difference_then_count_then_place)
{
    const struct traceback *a = STACK({"a.c", 1}), *b = STACK({"b.c", 1}), *c = STACK({"c.c", 1});
    const struct traceback *d = STACK({"d.c", 1}), *e = STACK({"e.c", 1}), *f = STACK({"f.c", 1});
    struct snapshot_trace before[] = {{9, a}, {4, b}, {4, c}, {2, c}, {4, d},
                                      {0, d}, {2, e}, {0, e}, {2, f}, {0, f}};
    struct snapshot_trace after[] = {{4, a}, {9, b}, {5, c}, {1, c}, {5, c}, {4, d},
                                     {5, d}, {0, d}, {7, e}, {0, e}, {7, f}, {0, f}};
    struct snapshot *old = snapshot_new(before, 10, 1), *new = snapshot_new(after, 12, 1);

    expect_rows(snapshot_compare_to(new, old, SNAPSHOT_BY_LINE), statistic_diff_text,
                LINES("c.c:1: size=11 B (+5 B), count=3 (+1), average=4 B",
                      "d.c:1: size=9 B (+5 B), count=3 (+1), average=3 B",
                      "b.c:1: size=9 B (+5 B), count=1 (+0), average=9 B",
                      "f.c:1: size=7 B (+5 B), count=2 (+0), average=4 B",
                      "e.c:1: size=7 B (+5 B), count=2 (+0), average=4 B",
                      "a.c:1: size=4 B (-5 B), count=1 (+0), average=4 B"));
    snapshot_free(old);
    snapshot_free(new);
}
END_TEST

/* ---- texts ----------------------------------------------------------------------------------- */

static void expect_size(double size, bool sign, const char *expected)
{
    char text[40];

    ck_assert_int_eq(size_text(text, sizeof text, size, sign), (int)strlen(expected));
    ck_assert_str_eq(text, expected);
}

START_TEST(T12_sizes)
{
    expect_size(99, false, "99 B");
    expect_size(10239, false, "10239 B");
    expect_size(10240, false, "10.0 KiB");
    expect_size(102399, false, "100.0 KiB");
    expect_size(102400, false, "100 KiB");
    expect_size(1048576, false, "1024 KiB");
    expect_size(10485759, false, "10240 KiB");
    expect_size(10485760, false, "10.0 MiB");
    expect_size(2199023255552, false, "2048 GiB");
    expect_size(1e19, false, "9094947 TiB");
    expect_size(-20000, false, "-19.5 KiB");
    expect_size(66.4, false, "66 B");
    expect_size(0, true, "+0 B");
    expect_size(-20000, true, "-19.5 KiB");
    expect_size(5000, true, "+5000 B");
}
END_TEST

TESTS("statistics", T10_statistics_of_the_worked_example,
      T10_by_traceback_the_oldest_frame_is_shown, T10_an_unknown_key,
      T10_ties_are_in_descending_order_too, T11_differences_of_the_worked_example,
      T11_ties_go_by_size_then_count_difference_then_count_then_place, T12_sizes)
