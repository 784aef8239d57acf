"""The parts of pages that are made from docs/contents.txt, the headers and the exercises."""

import html
import re

import contents
import headers
import ownership
import versions

ROOT = contents.ROOT
HINT = re.compile(r"#{2,6} +(Hint \d.*?)\s*(?:\{#.*\})?$")
CHECK = re.compile(r'^CHECK\(\w+,\s*\.title = "((?:[^"\\]|\\.)*)",\s*\.points = (\d+)', re.M)


def raw(text):
    return f"\n@htmlonly[block]\n{text.strip()}\n@endhtmlonly\n"


def title_of(path):
    """The title of a Markdown page: its first line without # and {#id}."""
    line = path.read_text(encoding="utf-8").split("\n", 1)[0]
    return re.sub(r"\s*\{#.*\}", "", line.lstrip("# ")).strip()


# ---- previous and next -------------------------------------------------------------------------

def steps(place, before, after, where):
    """The bar with previous and next; before and after are lessons, or false."""
    def way(lesson, word, arrow):
        if not lesson:
            return f'<a class="{word}" href="index.html">All lessons</a>'
        title = html.escape(title_of(lesson.page))
        return (f'<a class="{word}" rel="{word}" href="lesson_{lesson.number}.html">'
                f"<small>{arrow}</small>{lesson.number} {title}</a>")

    label = "previous and next lesson" + (", once more" if where == "bottom" else "")
    return (f'<nav class="steps {where}" aria-label="{label}">{way(before, "prev", "← previous")}'
            f'<span>{place}</span>{way(after, "next", "next →")}</nav>')


def lesson_end(lesson):
    """What to do after a lesson's page: its exercises, and its programs to read."""
    number = int(lesson.number)
    to_do = f'<code>./reclaim lesson {number}</code> runs it here, and waits for your guesses.'
    if lesson.tasks.is_file():
        to_do = (f'<a class="button" href="tasks_{lesson.number}.html">To the exercises</a>'
                 f"<code>./reclaim grade {number}</code>")
    return (f'<p class="doing">{to_do} <a href="program_{lesson.number}.html">'
            "The whole program, in C and in Python</a></p>")


def tasks_end(lesson, following):
    back = (f'<a class="prev" href="lesson_{lesson.number}.html"><small>← the lesson</small>'
            f"{lesson.number} {html.escape(title_of(lesson.page))}</a>")
    way = "".join(f'<a class="next" href="lesson_{next_one.number}.html"><small>next lesson →</small>'
                  f"{next_one.number} {html.escape(title_of(next_one.page))}</a>"
                  for next_one in following)
    return f'<nav class="steps bottom" aria-label="the lesson, and the next one">{back}{way}</nav>'


SAID = [(re.compile(r"  (?:passed|could not run) "), "dim"), (re.compile(r"  wrong "), "false"),
        (re.compile(r"  wrong: |\d[a-z]  "), "strong"), (re.compile(r"    > "), "typed"),
        (re.compile(r"    (?:usually|read|hint|again) |\s{13}"), "ask")]


def verdict_html(text):
    """What the judge says, line by line as a terminal of 80 columns shows it."""
    rows = ""
    for line in text.rstrip().splitlines():
        kind = next((kind for pattern, kind in SAID if pattern.match(line)), "")
        rows += f'<div class="row cells"><span class="{kind}">{html.escape(line)}</span></div>' if line else '<div class="blank"></div>'
    return f'<div class="terminal" role="figure" aria-label="what the judge says">{rows}</div>'


def usual_verdict(verdicts, name):
    """The verdict that the usual mistake gets, folded; nothing where no judge was asked."""
    text = verdicts / f"{name}.txt"
    if not text.is_file():
        return []
    return [*raw("<details><summary>What a wrong answer gets</summary><p>A usual mistake, and what "
                 f"<code>./reclaim grade {name.split('_')[0]}</code> says of it:</p>"
                 + verdict_html(text.read_text(encoding="utf-8")) + "</details>").splitlines(), ""]


def given(lesson, number, verdicts):
    """What an exercise gives, folded: its contract, the file to edit, what is checked and for how much, and
    what a wrong answer gets."""
    checks = next(lesson.tasks.parent.glob(f"{number}_*.checks.c"))
    text = checks.read_text(encoding="utf-8")
    name = checks.name.split(".")[0]
    lines = []
    for words, file in (("The contract", f"{name}.h"), ("The file to edit", f"{name}.c")):
        code = (lesson.tasks.parent / file).read_text(encoding="utf-8").rstrip()
        lines += [f"<details><summary>{words}: {file}</summary>", "", "```c", *code.splitlines(), "```", "</details>", ""]
    rows = CHECK.findall(re.sub(r'"\s*\n\s*"', "", text))
    lines += ["<details><summary>What is checked</summary>", "", "| check | points |", "|---|---|",
              *(f"| {html.escape(title, quote=False)} | {points} |" for title, points in rows), "", "</details>", ""]
    return lines + usual_verdict(verdicts, name)


def with_hints(tasks, hints, before=lambda number: []):
    """The lines of tasks.md, each exercise's part followed by what stands before its hints, and by
    those, which stand under the same heading in hints.md."""
    parts, number = {}, None
    for line in hints:
        task = TASK.match(line)
        number = task[1] if task else number
        if number and not task:
            parts.setdefault(number, []).append(line)
    result, number = [], None
    for line in [*tasks, "## "]:
        if line.startswith("## "):
            result += before(number) if number in parts else []
            result += parts.get(number, [])
            task = TASK.match(line)
            number = task and task[1]
        result.append(line)
    return result[:-1]


def fold_hints(lines):
    """Folds each section headed Hint, up to the next heading; the empty line before that heading is
    where it ends, so that lines keep their numbers."""
    result, is_open = [], False
    for line in lines:
        hint = HINT.match(line)
        if is_open and line.startswith("#"):
            if not result[-1].strip():
                result.pop()
            result.append("</details>")
            is_open = False
        if hint:
            line, is_open = f"<details><summary>{hint[1]}</summary>", True
        result.append(line)
    return result + (["</details>"] if is_open else [])


# ---- lists for the other pages -----------------------------------------------------------------

def lesson_cards(table):
    cards = []
    for lesson in table.lessons:
        names = "".join(f"<li>{name}</li>" for name in exercise_names(lesson))
        cards.append(
            f'<a class="card" href="lesson_{lesson.number}.html"><b>{lesson.number}</b>'
            f"<strong>{html.escape(title_of(lesson.page))}</strong>"
            f"<span>{html.escape(lesson.question)}</span><ul>{names}</ul></a>")
    return raw(f'<div class="cards">{"".join(cards)}</div>')


def exercise_names(lesson):
    """["0a first", ...] from the contracts that are there."""
    files = sorted(lesson.tasks.parent.glob("*.checks.c"))
    return [file.name.split(".")[0].replace("_", " ") for file in files]


def exercise_title(lesson, number):
    """The title of an exercise of a lesson; None: it has no such exercise."""
    titles = dict(name.split(" ", 1) for name in exercise_names(lesson))
    return titles.get(number)


def exercise_table(table):
    rows = []
    for lesson in table.lessons:
        for name in exercise_names(lesson):
            number, _, title = name.partition(" ")
            heading = task_heading(lesson, number)
            link = f"[{title}](@ref {heading})" if heading else title
            rows.append(f"| `{number}` | {link} | [{title_of(lesson.page)}](@ref lesson_{lesson.number})"
                        f" | `exercises/{lesson.directory}/{name.replace(' ', '_')}.c` |")
    return "\n".join(["| | Exercise | Lesson | The file to edit |", "|---|---|---|---|"] + rows)


TASK = re.compile(r"## +(\d[a-z])\b[^{]*(?:\{#([\w-]+)\})?$")


def name_tasks(lines):
    """Gives each exercise's heading ("## 1b slot") an id to link to."""
    def named(line):
        task = TASK.match(line)
        return f"{line.rstrip()} {{#task_{task[1]}}}" if task and not task[2] else line

    return [named(line) for line in lines]


def task_heading(lesson, number):
    """The id of the section of tasks.md for an exercise; None: it has none."""
    if lesson.tasks.is_file():
        for line in lesson.tasks.read_text(encoding="utf-8").splitlines():
            task = TASK.match(line)
            if task and task[1] == number:
                return task[2] or f"task_{number}"
    return None


def library(table, by_header):
    text = []
    for part, names in table.parts:
        text += ["", f"## {part} {{#part_{re.sub('[^a-z]+', '_', part.lower())}}}", "",
                 "| | | |", "|---|---|---|"]
        for name, title in names:
            about = doxygen_cell(headers.first_sentence(by_header[f"{name}.h"][0]))
            text.append(f"| `{name}.h` | [{title}](@ref header_{name}) | {about} |")
    return "\n".join(text)


def doxygen_cell(text):
    text = re.sub(r"^(\w+): ", "", text)
    return (text[:1].upper() + text[1:]).replace("|", "\\|")


KEEPS = {"steals": "**steals** `{}`", "keeps": "makes its own reference to `{}`",
         "releases": "releases `{}`", "fills": "gives a new reference in `{}`",
         "borrowed": "lends one in `{}`", "ends": "ends the life of `{}`, whose count is zero"}
SPECIAL = {"incref": "adds a reference to `obj`, which is yours",
           "xincref": "adds a reference to `obj`, which is yours; NULL is fine",
           "decref": "takes away a reference of yours to `obj`",
           "xdecref": "takes away a reference of yours to `obj`; NULL is fine",
           "setref": "**steals** `value`; releases what was in `place`",
           "clearref": "releases what was in `place`"}


def ownership_table(table, by_header):
    rows, complaints = ownership.table(by_header,
                                       ownership.read_extra(ROOT / "docs" / "ownership.txt"))
    if complaints:
        raise SystemExit("\n".join(complaints))
    text = []
    for name, title in table.headers:
        mine = [row for row in rows.values() if row.function.header == f"{name}.h"]
        if mine:
            text += ["", f"## {title} {{#owns_{name}}}", ""] + owning_rows(mine)
    return "\n".join(text)


def owning_rows(rows):
    telling = [row for row in rows if row.returns or set(row.takes.values()) - {"looks"}]
    quiet = [row for row in rows if row not in telling]
    text = []
    if telling:
        text = ["| Function | What you get | What becomes of what you give |", "|---|---|---|"]
        text += [f"| {link(row)} | {gets(row)} | {gives(row)} |" for row in telling]
    if quiet:
        text += ["", "Only look at what they are given: " + ", ".join(map(link, quiet)) + "."]
    return text


def link(row):
    return f"@ref {row.function.name} \"{row.function.name}\""


def gets(row):
    return {"new": "a **new** reference", "borrowed": "a *borrowed* one", "": ""}[row.returns]


def gives(row):
    if row.function.name in SPECIAL:
        return SPECIAL[row.function.name]
    names = {}
    for name, kind in row.takes.items():
        if kind != "looks":
            names.setdefault(kind, []).append("each of them" if name == "..." else name)
    return "; ".join(KEEPS[kind].format("` and `".join(of)).replace("`each of them`", "each of them")
                     for kind, of in names.items())


def all_lists(table, by_header):
    """{word: function that makes the text} for the {{words}} of docs/pages/*.md."""
    return {"lessons": lambda: lesson_cards(table),
            "exercises": lambda: exercise_table(table),
            "library": lambda: library(table, by_header),
            "ownership": lambda: ownership_table(table, by_header),
            "versions_counts": lambda: raw(versions.counts_table()),
            "versions_questions": lambda: raw(versions.rows_table(lambda row: not versions.is_claim(row))),
            "versions_claims": lambda: raw(versions.rows_table(versions.is_claim)),
            "versions_same": lambda: raw(versions.same_table())}
