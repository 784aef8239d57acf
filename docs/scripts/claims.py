"""What the lessons claim, by id: claims.py PROGRAMS, where PROGRAMS holds lesson_00, lesson_01, ...

Runs every lesson and demands that

- each claim was true,
- each id that a page, a list of tasks or a check names ("02.1b") was claimed by one of the runs,
- docs/pages/claims.md has at least one claim behind each of its sentences,
- each choice of each question, the right one and the others, has a claim behind it; what is asked before a
  step has choices; why is asked at least as often as what; and a lesson ends with six questions.
"""

import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import contents
import recording
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
    rows = "".join(f'<li><a href="lesson_{each[:2]}.html#{each}">{each}</a> {html.escape(claims[each][1])}</li>'
                   for each in ids)
    return f'<ul class="claims">{rows}</ul>'


def run(programs):
    """All claims of all lessons there are."""
    claims = {}
    lessons = [programs / f"lesson_{lesson.number}" for lesson in contents.read().lessons]
    if missing := [str(program) for program in lessons if not program.is_file()]:
        yield f"build the lessons first, there is no {', '.join(missing)}"
        return
    recordings = []
    with tempfile.TemporaryDirectory() as directory:
        for program in lessons:
            file = Path(directory) / f"{program.name}.jsonl"
            told = subprocess.run([program, "--record", file], stdin=subprocess.DEVNULL, capture_output=True,
                                  encoding="utf-8")
            if told.returncode != 0:
                yield f"{program.name} ended with status {told.returncode}\n{told.stderr}"
            claims.update(read(told.stdout))
            recordings.append(recording.read(file))
    yield from complaints(claims)
    for at, run_ in enumerate(recordings):
        yield from unanswered(run_, claims, is_first=at == 0)
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


def unanswered(run_, claims, is_first=False):
    """What is wrong with the questions of a recording. The first lesson has no earlier ones to ask about."""
    asked = [*run_.asked, *run_.questions]
    for question in asked:
        where = f"lesson {run_.lesson} asks {question['ask']!r}"
        choices = question.get("choices", [])
        if len(choices) < 2:
            yield f"{where}: no choices in its questions.c"
        for choice in choices:
            if not claims.get(choice["claim"], (False,))[0]:
                yield f"{where}: behind {choice['text']!r} stands {choice['claim']}, which no run has checked"
            if not choice["because"]:
                yield f"{where}: {choice['text']!r} has no reason"
    kinds = [question.get("kind") for question in asked]
    if kinds.count("why") < kinds.count("what"):
        yield f"lesson {run_.lesson} asks why {kinds.count('why')} times, and what {kinds.count('what')} times"
    if len(run_.questions) != 6 and not is_first:
        yield f"lesson {run_.lesson} ends with {len(run_.questions)} questions, not with six"


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
