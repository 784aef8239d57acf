/* Statistics and tracebacks as Python's tracemalloc words them. See snapshot.h. */
#include "common/tracing/snapshot.h"

#include <ctype.h>
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

/* Moves @source to the start of line @number. False: it has fewer lines. */
static bool find_line(FILE *source, int number)
{
    int c = number < 1 ? EOF : 0;

    for (int line = 1; line < number && c != EOF; line += c == '\n')
        c = getc(source);
    return c != EOF;
}

/* Copies the line that begins here without the white space around it; nothing when it is blank. */
static void copy_line(FILE *source, FILE *out)
{
    int c, used = 0, spaces = 0;
    long start = ftell(source);

    while ((c = getc(source)) != EOF && c != '\n') {
        if (!isspace(c)) {
            used += spaces + 1;
            spaces = 0;
        } else if (used > 0) {
            spaces++;
        } else {
            start = ftell(source);
        }
    }
    if (used == 0 || fseek(source, start, SEEK_SET) != 0)
        return;
    fputs("    ", out);
    while (used-- > 0)
        putc(getc(source), out);
    putc('\n', out);
}

static void write_frame(FILE *out, struct place place)
{
    FILE *source = fopen(place.file, "r");

    fprintf(out, "  File \"%s\", line %d\n", place.file, place.line);
    if (source == NULL)
        return;
    if (find_line(source, place.line))
        copy_line(source, out);
    fclose(source);
}

/* places[] begins with the most recent frame; of those from @first to before @end are written. */
bool traceback_format(FILE *out, const struct traceback *traceback, int limit,
                      bool most_recent_first)
{
    int first = 0, end = traceback->count;

    if (limit > 0 && limit < end)
        end = limit;
    if (limit <= 0)
        first = limit == 0 || limit < -end ? end : -limit;
    for (int i = first; i < end; i++)
        write_frame(out, traceback->places[most_recent_first ? i : end - 1 - (i - first)]);
    return !ferror(out);
}
