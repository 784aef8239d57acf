/* Tables and bars. See table.h. */
#include "lessons/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/base/error.h"
#include "lessons/page.h"

enum { MOST_ROWS = 24, MOST_COLUMNS = 8, CELL = 48, LINE = 512, LONGEST_BAR = 40 };

static struct {
    char cells[MOST_ROWS][MOST_COLUMNS][CELL];
    int rows, columns;
} sheet;

static const char *const INDENT = "      ";

/* Characters, not bytes. */
static int width_of(const char *text)
{
    int width = 0;

    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void add_row(const char *text)
{
    int column = 0;

    if (sheet.rows == MOST_ROWS)
        fatal("row", "more than %d rows", MOST_ROWS);
    for (const char *end; text != NULL; text = end == NULL ? NULL : end + 3, column++) {
        end = strstr(text, " | ");
        if (column == MOST_COLUMNS || (sheet.rows > 0 && column == sheet.columns))
            fatal("row", "more cells than columns: %s", text);
        size_t size = end == NULL ? strlen(text) : (size_t)(end - text);
        snprintf(sheet.cells[sheet.rows][column], CELL, "%.*s", (int)size, text);
    }
    if (sheet.rows > 0 && column != sheet.columns)
        fatal("row", "%d cells in a table of %d columns", column, sheet.columns);
    sheet.columns = column;
    sheet.rows++;
}

void table(const char *headings)
{
    sheet.rows = 0;
    add_row(headings);
}

void row(const char *format, ...)
{
    char text[LINE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add_row(text);
}

static void print_cell(int at, int column, int width)
{
    const char *text = sheet.cells[at][column];
    int missing = width - width_of(text);
    char padded[2 * CELL];

    if (column == 0)
        snprintf(padded, sizeof padded, "%s%s%*s", INDENT, text, missing, "");
    else
        snprintf(padded, sizeof padded, "  %*s%s", missing, "", text);
    page_add(at == 0 ? FAINT : column > 0 ? NUMBER : PLAIN, padded);
}

void end_table(void)
{
    int widths[MOST_COLUMNS] = {0};

    for (int i = 0; i < sheet.rows; i++)
        for (int j = 0; j < sheet.columns; j++)
            if (width_of(sheet.cells[i][j]) > widths[j])
                widths[j] = width_of(sheet.cells[i][j]);
    for (int i = 0; i < sheet.rows; i++) {
        for (int j = 0; j < sheet.columns; j++)
            print_cell(i, j, widths[j]);
        page_end_line();
    }
}

void bars(const char *const labels[], const long long values[], int count)
{
    int width = 0;
    long long most = 1;
    char text[LINE];

    for (int i = 0; i < count; i++) {
        width = width_of(labels[i]) > width ? width_of(labels[i]) : width;
        most = values[i] > most ? values[i] : most;
    }
    for (int i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%s%s%*s  ", INDENT, labels[i], width - width_of(labels[i]),
                 "");
        page_add(PLAIN, text);
        for (long long left = values[i] * LONGEST_BAR / most; left > 0; left--)
            page_add(NUMBER, "█");
        snprintf(text, sizeof text, " %s", thousands(values[i]));
        page_add(PLAIN, text);
        page_end_line();
    }
}

const char *thousands(long long value)
{
    static char texts[8][32];
    static int turn;
    char *text = texts[turn++ % 8], digits[32];
    size_t used = 0;
    int length = snprintf(digits, sizeof digits, "%lld", value);

    for (int i = 0; i < length; i++) {
        if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0)
            text[used++] = ',';
        text[used++] = digits[i];
    }
    text[used] = '\0';
    return text;
}
