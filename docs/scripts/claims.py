"""What the lessons claim, by id: claims.py PROGRAMS, where PROGRAMS holds lesson_00, lesson_01, ...

Runs every lesson and demands that

- each claim was true,
- each id that a page, a list of tasks or a check names ("02.1b") was claimed by one of the runs,
- docs/pages/claims.md has at least one claim behind each of its sentences.
"""

import html
import re
import subprocess
import sys
from pathlib import Path

import contents
import transcript

CLAIM = re.compile(r"^    ([✓✗]) (\d\d\.\d[a-z])  (.*)$")
NAMED = re.compile(r"\b0\d\.\d[a-z]\b")
PLACES = ("docs/pages/*.md", "lessons/*/lesson.md", "exercises/*/tasks.md", "exercises/*/hints.md", "exercises/*/*.checks.c")
MAP = contents.ROOT / "docs" / "pages" / "claims.md"


def read(text):
    """The claims of a transcript: id -> (whether it was true, the sentence)."""
    found = map(CLAIM.match, transcript.logical_lines(text))
    return {match[2]: (match[1] == "✓", match[3]) for match in found if match}


def to_html(ids, claims):
    """These claims as they stand behind a sentence of the map; each leads to the run that made it."""
    rows = "".join(f'<li><a href="lesson_{each[:2]}.html#claim-{each}">{each}</a> {html.escape(claims[each][1])}</li>'
                   for each in ids)
    return f'<ul class="claims">{rows}</ul>'


def run(programs):
    """All claims of all lessons there are."""
    claims = {}
    lessons = [programs / f"lesson_{lesson.number}" for lesson in contents.read().lessons]
    if missing := [str(program) for program in lessons if not program.is_file()]:
        yield f"build the lessons first, there is no {', '.join(missing)}"
        return
    for program in lessons:
        told = subprocess.run([program], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
        if told.returncode != 0:
            yield f"{program.name} ended with status {told.returncode}\n{told.stderr}"
        claims.update(read(told.stdout))
    yield from complaints(claims)
    print(f"{len(claims)} claims.")


def complaints(claims):
    """What is wrong between the pages and the claims that were made."""
    if not claims:
        yield "no lesson claimed anything"
    yield from (f"{each} was false" for each, (true, _) in claims.items() if not true)
    for pattern in PLACES:
        for path in sorted(contents.ROOT.glob(pattern)):
            for each in sorted(set(NAMED.findall(path.read_text(encoding="utf-8"))) - set(claims)):
                yield f"{path.relative_to(contents.ROOT)}: {each} is not claimed by any lesson"
    yield from bare_sentences(MAP.read_text(encoding="utf-8"))


def bare_sentences(text):
    """The sentences of the map with no claim behind them."""
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.startswith((">", "@claims"))]
    for block, behind in zip(blocks, [*blocks[1:], ""]):
        if block.startswith(">") and not re.match(r"@claims \d", behind):
            yield f"docs/pages/claims.md: nothing proves {block[1:].strip()!r}"


def main():
    if len(sys.argv) != 2:
        sys.exit("claims.py PROGRAMS: the folder with lesson_00, lesson_01, ...")
    wrong = list(run(Path(sys.argv[1])))
    print(*wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
