"""How much a reader reads before writing a line: pace.py

Between two exercises of a lesson's page (@exercise, or the section "Your turn" for those that have no place
of their own), and before the first, stand at most 700 words of prose; what comes after the last is for
looking up.  Code, runs and tables are not read word by word and do not count.
"""

import re
import sys

import contents

MOST = 700


def stretches(text, placed_later):
    """(words, the section in which the stretch ends) up to each place where something is written."""
    words, section, fenced, last = 0, "", False, None
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("#") and not fenced:
            section = line
        elif line.startswith("@exercise ") or (placed_later and "-exercises}" in section and line.startswith("- ")):
            yield words, section
            words = 0
        elif not fenced and not line.startswith(("@", "|", "<")):
            words += len(line.split())


def complaints():
    for lesson in contents.read().lessons:
        text = lesson.page.read_text(encoding="utf-8")
        files = {path.name.split("_")[0] for path in lesson.tasks.parent.glob("*.checks.c")}
        placed = set(re.findall(r"^@exercise (\w+)$", text, re.M))
        if placed - files:
            yield f"{lesson.directory}: there is no exercise {', '.join(sorted(placed - files))}"
        for words, section in stretches(text, files - placed):
            if words > MOST:
                yield f"{lesson.directory}: {words} words are read before a line is written, up to {section!r}"


def main():
    wrong = list(complaints())
    print(*wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
