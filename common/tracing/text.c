/* Statistics as Python's tracemalloc words them. See snapshot.h. */
#include "common/tracing/snapshot.h"

#include <math.h>
#include <stdio.h>

enum { SIZE_TEXT = 40, AVERAGE_TEXT = SIZE_TEXT + 16 };

int size_text(char *text, size_t room, double size, bool sign)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;

    while (fabs(size) >= 10240 && unit < 4) {
        size /= 1024;
        unit++;
    }
    int decimals = fabs(size) < 100 && unit > 0;
    return snprintf(text, room, sign ? "%+.*f %s" : "%.*f %s", decimals, size, units[unit]);
}

/* ", average=24 B", or nothing when there is nothing to divide by. */
static const char *average_text(char text[AVERAGE_TEXT], const struct statistic *row)
{
    char average[SIZE_TEXT];

    if (row->count == 0)
        return "";
    size_text(average, sizeof average, (double)row->size / (double)row->count, false);
    snprintf(text, AVERAGE_TEXT, ", average=%s", average);
    return text;
}

int statistic_text(char *text, size_t room, const struct statistic *row)
{
    char size[SIZE_TEXT], average[AVERAGE_TEXT];

    size_text(size, sizeof size, (double)row->size, false);
    return snprintf(text, room, "%s:%d: size=%s, count=%zu%s", row->place.file, row->place.line,
                    size, row->count, average_text(average, row));
}

int statistic_diff_text(char *text, size_t room, const struct statistic *row)
{
    char size[SIZE_TEXT], change[SIZE_TEXT], average[AVERAGE_TEXT];

    size_text(size, sizeof size, (double)row->size, false);
    size_text(change, sizeof change, (double)row->size_diff, true);
    return snprintf(text, room, "%s:%d: size=%s (%s), count=%zu (%+td)%s", row->place.file,
                    row->place.line, size, change, row->count, row->count_diff,
                    average_text(average, row));
}
