"""Tables and bars in a transcript; table.h has the same words for lesson.c."""

from narrator import DIM, MAGENTA, put

__all__ = "table row end_table bars thousands".split()

INDENT, LONGEST_BAR = "      ", 40


class sheet:
    """The table that is being made."""

    rows = []


def table(headings):
    """Begins a table with these headings, separated by " | "."""
    sheet.rows = [headings.split(" | ")]


def row(*cells):
    """A row: its cells, as many as there are headings."""
    if len(cells) != len(sheet.rows[0]):
        raise AssertionError(f"{len(cells)} cells in a table of {len(sheet.rows[0])} columns")
    sheet.rows.append([str(cell) for cell in cells])


def end_table():
    """Prints the table: the first column is aligned left, the others right."""
    widths = [max(map(len, column)) for column in zip(*sheet.rows)]
    for at, cells in enumerate(sheet.rows):
        put((INDENT + cells[0].ljust(widths[0]), None if at else DIM),
            *(("  " + cell.rjust(width), MAGENTA if at else DIM)
              for cell, width in zip(cells[1:], widths[1:])))


def bars(labels, values):
    """Prints a bar for each value, its label before and its number behind it."""
    width, most = max(map(len, labels)), max(1, *values)
    for label, value in zip(labels, values):
        put((f"{INDENT}{label.ljust(width)}  ",), ("█" * (value * LONGEST_BAR // most), MAGENTA),
            (f" {thousands(value)}",))


def thousands(value):
    """93,233"""
    return f"{value:,}"
