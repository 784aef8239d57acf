"""A transcript of a lesson as HTML: the colours it has in a terminal, lines that wrap on a phone.

The narrators wrap at 80 columns.  Here each sentence is one line again, and the browser wraps it
at 80 columns or earlier, under its first word, as the narrator does.
"""

import html
import re

# (what a line starts with, the class of the mark, the class of the text behind it)
MARKS = [
    (re.compile(r"  >>> "), "prompt", "typed"),
    (re.compile(r"    ✓ \S+  "), "true", ""),
    (re.compile(r"    ✗ \S+  "), "false", "false"),
    (re.compile(r"      references to (?=.* → )"), "dim", "count"),
    (re.compile(r"      · "), "event", "event"),
    (re.compile(r"  \? "), "ask", "ask"),
    (re.compile(r"~ +"), "dim", "dim"),
]
CLAIM = re.compile(r"    [✓✗] (\S+)  $")
RULE = re.compile(r"^━+$")
ACT = re.compile(r"^(━━ Act \d+ ━━) (.*?) ━+$")
TITLE = re.compile(r"^  Lesson \d+  ")
CELLS = re.compile(r"\S {2,}\S")  # columns of a table; what is wrapped has one space between words
WIDTH = 80
PHONE = 40  # columns that a phone shows beside the indentation


def mark_of(line):
    for pattern, mark, text in MARKS:
        if match := pattern.match(line):
            return match[0], mark, text
    if match := TITLE.match(line):
        return match[0], "dim", "strong"
    return re.match(" *", line)[0], "", ""


def logical_lines(text):
    """The lines with what was wrapped put together again."""
    lines, last = [], ""
    for line in text.splitlines():
        body = line[1:].strip() if line.startswith("~") else line.strip()
        if lines and continues(lines[-1], last, line):
            lines[-1] += " " + body
        else:
            lines.append(line)
        last = line
    return lines


def continues(logical, last, line):
    indent = len(re.match("~? *", line)[0])
    mark = mark_of(logical)[0]
    full = len(last) + 1 + len(line[indent:].split(" ")[0]) > WIDTH
    row = CELLS.search(line[indent:])
    return bool(line.strip()) and full and indent == len(mark) and not row and not RULE.match(last)


def to_html(text):
    body = "".join(block_html(block) for block in blocks(logical_lines(text.strip("\n"))))
    return f'<div class="terminal" role="figure" aria-label="transcript">{body}</div>\n'


def to_rows(lines):
    """The lines of an act as a recording has them, each with its number: the player shows them one by one."""
    numbers = iter(range(len(lines)))
    return "".join(block_html(block, numbers) for block in blocks(lines))


def blocks(lines):
    """The lines in groups: the rows of a table are one, any other line is one of its own."""
    group = []
    for line in lines:
        if group and not (is_cells(group[-1]) and is_cells(line)):
            yield group
            group = []
        group.append(line)
    yield group


def is_cells(line):
    mark, _, text_class = mark_of(line)
    return not text_class and bool(CELLS.search(line[len(mark):])) and not RULE.match(line) and not ACT.match(line)


def block_html(lines, numbers=None):
    """A table that is wider than a phone says how wide it is, so that all its rows get letters that fit."""
    spare = min(len(mark_of(line)[0]) for line in lines)
    columns = max(map(len, lines)) - spare
    if not is_cells(lines[0]) or columns <= PHONE:
        return "".join(line_html(line, numbers) for line in lines)
    body = "".join(line_html(line, numbers) for line in lines)
    return f'<div class="wide" style="--spare:{spare};--columns:{columns}">{body}</div>'


def line_html(line, numbers=None):
    number = f' data-line="{next(numbers)}"' if numbers else ""
    if not line.strip():
        return f'<div class="blank"{number}></div>'
    if RULE.match(line):
        return '<div class="rule"></div>'
    if act := ACT.match(line):
        return (f'<div class="act"><span class="dim">{act[1].strip("━ ")}</span> '
                f"{html.escape(act[2])}</div>")
    mark, mark_class, text_class = mark_of(line)
    text = html.escape(line[len(mark):])
    if text_class == "count":
        text = re.sub(r"^(.*?)( +\S+ → )(\S+)(.*)$", r'<i class="dim">\1</i>\2'
                      r'<i class="number">\3</i><i class="event">\4</i>', text)
    text = re.sub("█+", r'<i class="number">\g<0></i>', text)
    # columns of a table stand below each other or are no table: such a line scrolls, never wraps
    kind = "row cells" if is_cells(line) else "row"
    claim = CLAIM.match(mark)
    place = f' id="{claim[1]}"' if claim else ""
    return (f'<div class="{kind}"{place}{number} style="--mark:{len(mark)}ch"><span class="{mark_class}">'
            f'{html.escape(mark)}</span><span class="{text_class}">{text}</span></div>')
