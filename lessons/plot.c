/* Plots, as scripts for gnuplot. See plot.h. */
#include "lessons/plot.h"

#include <stdio.h>

#include "lessons/narrator.h"
#include "lessons/table.h"

struct plot {
    const char *across;
    const char *const *labels;
    int count;
    const struct plot_line *lines;
    int line_count;
};

static long long highest(const struct plot *plot)
{
    long long most = 0;

    for (int j = 0; j < plot->line_count; j++)
        for (int i = 0; i < plot->count; i++)
            if (plot->lines[j].values[i] > most)
                most = plot->lines[j].values[i];
    return most;
}

/* Between two marks of the y axis: 1, 2 or 5 with zeros, so that there are about five. */
static long long spacing(long long most)
{
    static const int steps[] = {1, 2, 5};
    long long power = 1;

    for (;; power *= 10)
        for (int i = 0; i < 3; i++)
            if (steps[i] * power * 5 >= most)
                return steps[i] * power;
}

/* Written out with thousands(), since gnuplot groups digits only as the locale likes. */
static void write_marks(FILE *out, long long most)
{
    long long step = spacing(most);

    fprintf(out, "set ytics (\"0\" 0");
    for (long long at = step; at < most + step; at += step)
        fprintf(out, ", \"%s\" %lld", thousands(at), at);
    fprintf(out, ")\nset yrange [0:%lld]\n", (most + step - 1) / step * step);
}

static void write_script(FILE *out, const void *what)
{
    const struct plot *plot = what;

    fprintf(out, "$data << END\n");
    for (int i = 0; i < plot->count; i++) {
        fprintf(out, "\"%s\"", plot->labels[i]);
        for (int j = 0; j < plot->line_count; j++)
            fprintf(out, " %lld", plot->lines[j].values[i]);
        fprintf(out, "\n");
    }
    fprintf(out, "END\n");
    write_marks(out, highest(plot));
    fprintf(out,
            "set xlabel \"%s\"\nset xrange [-0.2:%d.2]\nset border 3\n"
            "set tics nomirror\nset grid ytics\nset key above\nplot",
            plot->across, plot->count - 1);
    for (int j = 0; j < plot->line_count; j++)
        fprintf(out, "%s $data using 0:%d:xtic(1) with linespoints pt 7 title \"%s\"",
                j > 0 ? "," : "", j + 2, plot->lines[j].title);
    fprintf(out, "\n");
}

void plot(const char *name, const char *across, const char *const labels[], int count,
          const struct plot_line *lines, int line_count)
{
    struct plot plot = {across, labels, count, lines, line_count};
    char file[64];

    snprintf(file, sizeof file, "%s.gnuplot", name);
    picture(file, write_script, &plot);
}
