/* The blocks of a page: see markdown.h. */
#include <stdio.h>
#include <string.h>

#include "exercises/grader/report/markdown.h"

enum { CELLS = 8, CODE_INDENT = 4, GAP = 2 };

struct table {
    char *cells[64][CELLS];
    size_t rows, columns;
    int widths[CELLS];
};

static char *next_line(char **rest)
{
    return *rest != NULL && **rest != '\0' ? strsep(rest, "\n") : NULL;
}

/* A line that a paragraph does not go on with. */
static bool starts_block(const char *line)
{
    size_t digits = strspn(line, "0123456789");

    return *line == '\0' || *line == '#' || *line == '|' || after_prefix(line, "```") != NULL ||
           after_prefix(line, "- ") != NULL ||
           (digits > 0 && after_prefix(line + digits, ". ") != NULL);
}

/* How much of a line of code goes onto one of so many columns: all that stands before a comment,
 * or up to a space; everything where there is none. */
static size_t part_of_code(const char *line, int columns)
{
    const char *comment = strstr(line, "  #");
    size_t start = strspn(line, " "), part = strlen(line);

    if (columns_of(line, part) <= columns)
        return part;
    comment = comment != NULL ? comment : strstr(line, "  // ");
    if (comment > line + start && columns_of(line, (size_t)(comment - line)) <= columns)
        return (size_t)(comment - line);
    for (size_t i = start; line[i] != '\0' && columns_of(line, i) <= columns; i++)
        if (line[i] == ' ')
            part = i;
    return part;
}

/* "# " or "// " where a comment begins, which its further lines begin with, too. */
static const char *comment_mark(const char *text)
{
    return after_prefix(text, "# ") != NULL ? "# " : after_prefix(text, "// ") != NULL ? "// " : "";
}

/* What a line has no room for goes on below it, further in. */
static void add_code_line(struct text *to, const struct style *style, const char *line)
{
    int indent = CODE_INDENT, further = CODE_INDENT + (int)strspn(line, " ");
    const char *mark = "", *goes_on = "";

    do {
        mark = *mark != '\0' ? mark : comment_mark(line);
        size_t part = part_of_code(line, style->width - indent - (int)strlen(goes_on));
        size_t shown = part;
        while (shown > 0 && line[shown - 1] == ' ')
            shown--;
        text_format(to, "%*s%s%s\n", shown > 0 ? indent : 0, "", goes_on, copy_of(line, shown));
        goes_on = mark;
        line += part + strspn(line + part, " ");
        indent = further + CODE_INDENT;
    } while (*line != '\0');
}

static void add_code(struct text *to, const struct style *style, char **rest)
{
    for (char *line; (line = next_line(rest)) != NULL && after_prefix(line, "```") == NULL;)
        add_code_line(to, style, make_harmless(line, strlen(line)));
}

static void split_row(struct table *table, char *line)
{
    char **cells = table->cells[table->rows];
    size_t column = 0;

    for (char *at = line + 1; *at != '\0' && column < CELLS; column++) {
        char *end = at;
        while (*end != '\0' && (*end != '|' || end[-1] == '\\'))
            end++;
        char *cell = at + strspn(at, " ");
        char *stop = end;
        while (stop > cell && stop[-1] == ' ')
            stop--;
        cells[column] = copy_of(cell, (size_t)(stop - cell));
        at = *end == '|' ? end + 1 : end;
    }
    if (column > table->columns)
        table->columns = column;
}

static void read_table(struct table *table, const struct style *style, char *line, char **rest)
{
    for (; line != NULL; line = next_line(rest)) {
        if (strspn(line, "|-: ") < strlen(line) &&
            table->rows < sizeof table->cells / sizeof table->cells[0]) {
            split_row(table, line);
            table->rows++;
        }
        if (*rest == NULL || **rest != '|')
            break;
    }
    for (size_t row = 0; row < table->rows; row++)
        for (size_t column = 0; column < table->columns; column++) {
            char **cell = &table->cells[row][column];
            *cell = *cell != NULL ? *cell : copy_of("", 0);
            int width = markdown_columns(style, *cell);
            if (width > table->widths[column])
                table->widths[column] = width;
        }
}

/* The same cell in each row of a longer table. */
static bool is_constant(const struct table *table, size_t column)
{
    for (size_t row = 2; row < table->rows; row++)
        if (strcmp(table->cells[row][column], table->cells[1][column]) != 0)
            return false;
    return table->rows > 3 && *table->cells[1][column] != '\0';
}

/* Its rows below each other, each cell behind the name of its column: for a terminal that is too
 * narrow. */
static void add_rows(struct text *to, const struct style *style, const struct table *table)
{
    for (size_t column = 1; column < table->columns; column++)
        if (is_constant(table, column))
            add_markdown_line(
                to, style, "", 2,
                format("Each time, %s: %s", table->cells[0][column], table->cells[1][column]));
    for (size_t row = 1; row < table->rows; row++) {
        add_markdown_line(to, style, "  - ", 4, table->cells[row][0]);
        for (size_t column = 1; column < table->columns; column++)
            if (*table->cells[row][column] != '\0' && !is_constant(table, column))
                add_markdown_line(
                    to, style, "", 4,
                    *table->cells[0][column] != '\0'
                        ? format("%s: %s", table->cells[0][column], table->cells[row][column])
                        : table->cells[row][column]);
    }
}

static void add_table(struct text *to, const struct style *style, char *line, char **rest)
{
    static struct table table;
    int width = 2;

    table = (struct table){0};
    read_table(&table, style, line, rest);
    for (size_t column = 0; column < table.columns; column++)
        width += table.widths[column] + (column > 0 ? GAP : 0);
    if (width > style->width) {
        add_rows(to, style, &table);
        return;
    }
    for (size_t row = 0; row < table.rows; row++) {
        struct text cells = {0};
        for (size_t column = 0; column < table.columns; column++) {
            const char *cell = table.cells[row][column];
            struct text one = {0};
            add_markdown_line(&one, style, "", 0,
                              row == 0 && *cell != '\0' ? format("**%s**", cell) : cell);
            text_format(&cells, "%.*s%*s", (int)one.size - 1, text_of(&one),
                        column + 1 < table.columns
                            ? table.widths[column] - markdown_columns(style, cell) + GAP
                            : 0,
                        "");
        }
        text_format(to, "  %s\n", text_of(&cells));
    }
}

/* A paragraph, or what stands behind the mark of a list. */
static void add_paragraph(struct text *to, const struct style *style, const char *line, char **rest)
{
    size_t digits = strspn(line, "0123456789");
    size_t mark = after_prefix(line, "- ") != NULL                          ? 2
                  : digits > 0 && after_prefix(line + digits, ". ") != NULL ? digits + 2
                                                                            : 0;
    struct text text = {0};

    text_format(&text, "%s", line + mark);
    while (*rest != NULL && !starts_block(*rest) && **rest != '\n' && **rest != '\0')
        text_format(&text, " %s", next_line(rest));
    add_markdown_line(to, style, mark > 0 ? format("  %.*s", (int)mark, line) : "",
                      mark > 0 ? (int)mark + 2 : 0, text_of(&text));
    text_free(&text);
}

void add_markdown(struct text *to, const struct style *style, const char *markdown)
{
    char *rest = copy_of(markdown, strlen(markdown)), *line;
    bool gap = false;

    while ((line = next_line(&rest)) != NULL) {
        size_t level = strspn(line, "#");
        if (*line == '\0') {
            gap = to->size > 0;
            continue;
        }
        if (gap)
            text_add(to, "\n", 1);
        gap = false;
        if (after_prefix(line, "```") != NULL)
            add_code(to, style, &rest);
        else if (*line == '|')
            add_table(to, style, line, &rest);
        else if (level > 0 && line[level] == ' ')
            add_markdown_line(to, style, "", 0, format("**%s**", line + level + 1));
        else
            add_paragraph(to, style, line, &rest);
    }
}
