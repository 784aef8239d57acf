/**
 * @file
 * A plot for the lesson's page: lines over a row of places, written as a script for gnuplot.
 *
 *     plot("trade", "threshold", labels, 6, (struct plot_line[]){{"visited", visited}}, 1);
 *
 * - With --pictures DIR it writes DIR/lesson_03.trade.gnuplot; without, nothing. It prints nothing,
 * so lesson.py has no such word.
 * - The script holds its data and chooses no terminal: `gnuplot -p FILE` shows it, and on the
 * lesson's page `@plot lesson_03.trade "caption"` stands for it.
 * - The y axis begins at 0 and is not logarithmic, so heights compare; the places stand at equal
 * distances, whatever their labels say.
 */
#ifndef RECLAIM_LESSONS_PLOT_H
#define RECLAIM_LESSONS_PLOT_H

/** One line: a title for the key, and a value for each place. */
struct plot_line {
    const char *title;
    const long long *values;
};

/** Writes the plot @p name: @p line_count lines over @p count places, which have @p labels and
 * together are @p across. No text may hold a quotation mark. */
void plot(const char *name, const char *across, const char *const labels[], int count,
          const struct plot_line *lines, int line_count);

#endif
