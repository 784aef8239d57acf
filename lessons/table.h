/**
 * @file
 * Numbers side by side in a transcript: tables and bars; table.py has the same words for lesson.py.
 *
 *     table("threshold | collections | objects visited");
 *     row("%d | %s | %s", 700, thousands(142), thousands(99400));
 *     end_table();
 *
 * - The first column is aligned left, the others right; a column is as wide as its widest cell.
 * - Lines do not wrap: keep them within 80 columns.
 */
#ifndef RECLAIM_LESSONS_TABLE_H
#define RECLAIM_LESSONS_TABLE_H

/** Begins a table. @p headings are separated by " | ". */
void table(const char *headings);

/** A row, printf-style, its cells separated by " | ". */
void row(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Prints the table. */
void end_table(void);

/** Prints @p count bars, each with its label before and its number behind it; the longest takes the
 * width there is. Numbers are not negative. */
void bars(const char *const labels[], const long long values[], int count);

/** "93,233". Good until eight more calls were made. */
const char *thousands(long long value);

#endif
