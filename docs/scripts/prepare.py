"""Makes the pages that Doxygen reads: prepare.py BUILD, where BUILD/lesson_NN/ holds each run.

- A lesson's page is its lesson.md with previous and next around it, the snippets it names, the
  transcripts and pictures of the run put in.
- The pages of docs/pages/ have {{words}} replaced by lists that are made from contents.txt and
  from the headers.
- The library's files are pages, since they are there to be read.

Whatever cannot be resolved stops the build and says where.
"""

import functools
import html
import itertools
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import claims
import contents
import headers
import lists
import mechanism
import player
import plot
import recording
import scene
import transcript
import versions

ROOT = contents.ROOT


class Page:
    """One Markdown page on its way to Doxygen."""

    def __init__(self, source, build):
        self.source, self.build = source, build
        self.lines = join_links(source.read_text(encoding="utf-8")).splitlines()

    def stop(self, number, why):
        raise SystemExit(f"{self.source.relative_to(ROOT)}:{number}: {why}")

    def rewrite(self, blocks=()):
        """Replaces lines that a rule of blocks or BLOCKS matches as a whole, and links in all others;
        lines inside fences are left alone."""
        fenced, result = False, []
        for number, line in enumerate(self.lines, 1):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            result.append(line if fenced else self.rewrite_line(number, line, blocks))
        self.lines = result

    def rewrite_line(self, number, line, blocks):
        for pattern, rule in [*blocks, *BLOCKS]:
            if match := pattern.fullmatch(line.strip()):
                return rule(number, match)
        line = versions.link_marks(curl(line))
        # Emphasis that begins with a quotation mark or code is no emphasis to Doxygen.
        line = re.sub(r"(?<![*\w])\*(?=[\"“'(`])([^*]+)\*(?![*\w])", r"<em>\1</em>", line)
        line = re.sub(r"\{#(\d[\w-]*)\}", lambda m: f"{{#{section_id(m[1])}}}", line)
        line = re.sub(r"@ref (\d[\w-]*)", lambda m: f"@ref {section_id(m[1])}", line)
        line = re.sub(r"\]\(#([\w-]+)\)", lambda m: f"](@ref {section_id(m[1])})", line)
        return re.sub(r"\]\((?!https?:|#|@)([^)#\s]+)#?([\w-]*)\)",
                      lambda m: f"](@ref {self.link(number, m[1], m[2])})", line)

    def link(self, number, path, section):
        """The page or section that stands for a link to a file of the project."""
        name = target_of(Path(os.path.normpath(self.source.parent / path)))
        if not name:
            self.stop(number, f"no page of the site stands for {path}")
        return section_id(section) if section else name

    def write(self, name, before="", after=""):
        """Writes the page, and beside it which line of the source each of its lines came from."""
        blocks = [self.lines[0], before, *self.lines[1:], "", after]
        origins = [1, 1, *range(2, len(self.lines) + 3)]
        target = self.build / "pages" / name
        target.write_text("\n".join(blocks) + "\n", encoding="utf-8")
        lines = [str(origin) for origin, block in zip(origins, blocks)
                 for _ in range(block.count("\n") + 1)]
        target.with_suffix(".lines").write_text(
            f"{self.source.relative_to(ROOT)}\n{' '.join(lines)}\n", encoding="utf-8")


def raw(text):
    return f"\n@htmlonly[block]\n{text.strip()}\n@endhtmlonly\n"


def join_links(text):
    """Doxygen reads a link only when its words stand on one line. Lines keep their numbers."""
    return re.sub(r"\[([^\]\n`]+)\n *([^\]\n]+)(\]\([^)\n]+\)\S*) ?", r"[\1 \2\3\n", text)


def curl(line):
    """Doxygen leaves what stands in "..." as it is, code in it included, but not what is in “...”."""
    parts = re.split(r"(`[^`]*`)", line)
    if "@" in line or len(parts) == 1 or "".join(parts[::2]).count('"') % 2:
        return line
    marks = itertools.cycle("“”")
    parts[::2] = [re.sub('"', lambda _: next(marks), words) for words in parts[::2]]
    return "".join(parts)


def inline(text):
    """The little Markdown that a summary may hold."""
    text = html.escape(text, quote=False)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)


# ---- what every page may use -------------------------------------------------------------------

# Doxygen cannot fold away more than one paragraph, so answers that are folded are HTML of our own.
BLOCKS = [
    (re.compile(r"<details>\s*(?:<summary>(.*?)</summary>)?"), lambda number, match: raw(
        "<details>" + (f"<summary>{inline(match[1])}</summary>" if match[1] else ""))),
    (re.compile(r"<summary>(.*?)</summary>"), lambda number, match: raw(
        f"<summary>{inline(match[1])}</summary>")),
    (re.compile(r"</details>"), lambda number, match: raw("</details>")),
]


def section_id(name):
    """Doxygen's ids begin with a letter."""
    return f"s{name}" if name[0].isdigit() else name


def target_of(path):
    """The page that stands for a file of the project; None: there is none."""
    directory, name = path.parent.name, path.name
    if name in ("lesson.md", "tasks.md"):
        return f"{'lesson' if name == 'lesson.md' else 'tasks'}_{directory[:2]}"
    if path.parent.parent == ROOT / "lessons" and path.suffix in (".c", ".h", ".py"):
        return f"program_{directory[:2]}"
    if path in contents.public_headers():
        return f"header_{path.stem}"
    if path in contents.library_files(".c").values():
        return f"code_{path.stem}"
    if path.parent == ROOT / "docs" / "pages":
        return path.stem
    return None


def claim_rules(page):
    """The claims behind a sentence, in the words of the runs that made them."""
    made = {}
    for run in page.build.glob("lesson_*/lesson_??.txt"):
        made.update(claims.read(run.read_text(encoding="utf-8")))

    def show_claims(number, match):
        for each in match[1].split():
            if each not in made:
                page.stop(number, f"no lesson claims {each}")
        return raw(claims.to_html(match[1].split(), made))

    return [(re.compile(r"@claims (.+)"), show_claims)]


# ---- lessons -----------------------------------------------------------------------------------

ACT = re.compile(r"@(?:verb)?include lesson_\d+\.act(\d+)\.txt")


def acts_beside(lines, number):
    """The acts that are shown in the section in which a line stands, counted from 1 on."""
    starts = [at for at, line in enumerate(lines) if line.startswith("## ")] + [len(lines)]
    begin = max([at for at in starts if at < number], default=0)
    end = min(at for at in starts if at >= number)
    return [int(match[1]) for match in map(ACT.match, lines[begin:end]) if match]


def lesson_rules(page, lesson):
    run = page.build / f"lesson_{lesson.number}"
    record = functools.cache(lambda: recording.read(run / f"lesson_{lesson.number}.jsonl"))

    def file_of_run(number, name):
        if not (run / name).is_file():
            have = " ".join(sorted(path.name for path in run.glob(f"*{Path(name).suffix}")))
            page.stop(number, f"the run made no {name}; it made: {have}")
        return run / name

    def show_transcript(number, match):
        text = file_of_run(number, match[1]).read_text(encoding="utf-8")
        return raw(transcript.to_html(text))

    def show_act(number, match):
        acts = len(record().acts)
        if not 1 <= int(match[1]) <= acts:
            page.stop(number, f"the run has acts 1 to {acts}, and no act {match[1]}")
        return raw(player.to_html(record(), int(match[1])))

    def show_picture(number, match):
        steps = len(record().steps)
        if not 1 <= int(match[1]) <= steps:
            page.stop(number, f"the run has steps 1 to {steps}, and no step {int(match[1])}")
        acts, act = acts_beside(page.lines, number), record().act_of_step[int(match[1]) - 1]
        if acts and act not in acts:
            page.stop(number, f"step {int(match[1])} is in act {act}, and the section shows act {', '.join(map(str, acts))}")
        return raw(scene.picture(record().steps[int(match[1]) - 1], match[2] or ""))

    def show_questions(number, match):
        return raw(player.questions_html(record()))

    def show_plot(number, match):
        return raw(plot.to_html(file_of_run(number, match[1] + ".gnuplot"), match[2] or ""))

    def tabs(number, match):
        """The same in Python, in C, and the library's function that does it: one at a time, where there is a script."""
        shown = ""
        for each in match[1].split():
            name, _, part = each.partition(":")
            title = {".py": "Python"}.get(Path(name).suffix, "C")
            if "/" in name:
                code = f"```c\n{function_of(page, number, name, part)}\n```"
                title = f"the library: {part}()"
            else:
                code = snippet(number, (each, name, part))
            shown += raw(f'<div class="tab" data-title="{title}">') + "\n" + code + "\n" + raw("</div>")
        return raw('<div class="tabs">') + shown + raw("</div>")

    def show_exercise(number, match):
        heading, title = lists.task_heading(lesson, match[1]), lists.exercise_title(lesson, match[1])
        if not heading or not title:
            page.stop(number, f"lesson {lesson.number} has no exercise {match[1]}")
        return f"\n**Now exercise [{match[1]} {title}](@ref {heading})**: `./reclaim grade {match[1]}`\n"

    def snippet(number, match):
        source = lesson.page.parent / match[1]
        if not source.is_file():
            page.stop(number, f"there is no {match[1]} in lessons/{lesson.directory}")
        parts = re.split(rf"^.*\[{re.escape(match[2])}\].*\n", source.read_text(encoding="utf-8"),
                         flags=re.MULTILINE)
        if len(parts) != 3:
            page.stop(number, f"{match[1]} must have [{match[2]}] on two lines, around the snippet")
        code = re.sub(r"^.*(//!|/\*|#) \[[\w-]+\].*\n", "", parts[1], flags=re.MULTILINE)
        if source.stem == "lesson":
            code = mechanism.without_narrator(code)
        return f"```{source.suffix[1:]}\n{textwrap.dedent(code).rstrip()}\n```"

    def table_of(number, match):
        ran = subprocess.run([sys.executable, "-B", lesson.page.parent / match[1], "--table"], capture_output=True,
                             encoding="utf-8")
        if ran.returncode != 0:
            page.stop(number, f"{match[1]} ended with status {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    return [
        (ACT, show_act),
        (re.compile(r"@tabs (.+)"), tabs),
        (re.compile(r"@table_of (\S+\.py)"), table_of),
        (re.compile(r"@(?:verb)?include (lesson_\d+\S*\.txt)"), show_transcript),
        (re.compile(r"@dotfile lesson_\d+\.step(\d+)\.dot(?:\s+\"(.*)\")?"), show_picture),
        (re.compile(r"@questions"), show_questions),
        (re.compile(r"@plot (\S+)(?:\s+\"(.*)\")?"), show_plot),
        (re.compile(r"@exercise (\d[a-z])"), show_exercise),
        (re.compile(r"@snippet(?:\{\w+\})? (\w+\.\w+) (\S+)"), snippet),
    ]


def function_of(page, number, path, name):
    """A function of the library with the comment above it, as it stands in its file."""
    text = (ROOT / path).read_text(encoding="utf-8")
    found = re.search(rf"(?:^/\*(?:(?!\*/).)*\*/\n)?^[a-z][^\n;]*\b{name}\)?\([^;{{]*\)\n{{\n.*?^}}", text, re.M | re.S)
    if not found:
        page.stop(number, f"{path} has no function {name}")
    return found[0]


def lesson_page(build, all_lessons, index):
    lesson = all_lessons[index]
    page = Page(lesson.page, build)
    if not re.fullmatch(rf"# .+ \{{#lesson_{lesson.number}\}}", page.lines[0]):
        page.stop(1, f"must be:  # Title {{#lesson_{lesson.number}}}")
    page.rewrite(lesson_rules(page, lesson))
    before = index and all_lessons[index - 1]
    after = index + 1 < len(all_lessons) and all_lessons[index + 1]
    place = f"Lesson {lesson.number}"
    page.write(f"lesson_{lesson.number}.md", "@tableofcontents\n" + raw(
        scene.ARROW + lists.steps(place, before, after, "top")), raw(
        lists.lesson_end(lesson) + lists.steps(place, before, after, "bottom")))


def helpers(directory, language):
    """The other files of a lesson's program, in C with their headers first."""
    endings = (".h", ".c") if language == "c" else (".py",)
    found = [path for path in directory.iterdir() if path.suffix in endings and path.stem != "lesson"]
    return sorted(found, key=lambda path: (path.stem, endings.index(path.suffix)))


def program_page(build, lesson):
    """The lesson's two programs, whole."""
    text = [f"# The programs of lesson {lesson.number} {{#program_{lesson.number}}}", "",
            f"Lesson [{lists.title_of(lesson.page)}](@ref lesson_{lesson.number}), told twice. Both"
            " print the same transcript.", ""]
    for name, words in (("lesson.c", "In C, on the object library"),
                        ("lesson.py", "In Python, on the real thing")):
        language = name[-1]
        text += [f"## {words} {{#program_{lesson.number}_{language}}}", ""]
        for source in [lesson.page.parent / name, *helpers(lesson.page.parent, language)]:
            text += [f"`lessons/{lesson.directory}/{source.name}`", "",
                     f"@include {lesson.directory}/{source.name}", ""]
    write(build, f"program_{lesson.number}.md", "\n".join(text))


def tasks_page(build, all_lessons, index):
    lesson = all_lessons[index]
    page = Page(lesson.tasks, build)
    title = re.match(r"# (.+?)(?: \{#.*\})?$", page.lines[0])
    if not title:
        page.stop(1, "must be a title: # Exercises of lesson ...")
    page.lines[0] = f"# {title[1]} {{#tasks_{lesson.number}}}"
    hints = join_links(lesson.tasks.with_name("hints.md").read_text(encoding="utf-8")).splitlines()
    page.lines = lists.fold_hints(lists.with_hints(
        lists.name_tasks(page.lines), hints, lambda number: lists.given(lesson, number, build / "verdicts")))
    page.rewrite()
    page.write(f"tasks_{lesson.number}.md", "@tableofcontents\n", raw(
        lists.tasks_end(lesson, all_lessons[index + 1:index + 2])))


# ---- the library and the other pages -----------------------------------------------------------

def code_page(build, path, table):
    name, file, header = path.stem, path.relative_to(ROOT), contents.header_of(path, table)
    promise = (f" What its functions promise: [{header}.h](@ref header_{header})." if header else "")
    write(build, f"code_{name}.md", f"# {name}.c {{#code_{name}}}\n\n`{file}`.{promise}\n\n@include {file}")


def write(build, name, text):
    (build / "pages" / name).write_text(text + "\n", encoding="utf-8")


def main():
    build = Path(sys.argv[1]).resolve()
    (build / "pages").mkdir(parents=True, exist_ok=True)
    for old in (build / "pages").iterdir():
        old.unlink()
    table = contents.read()
    by_header = headers.read_headers(contents.public_headers())
    for lesson in table.lessons:
        if not lesson.page.is_file():
            raise SystemExit(f"docs/contents.txt: there is no {lesson.page.relative_to(ROOT)}")
    words = lists.all_lists(table, by_header)
    for source in sorted((ROOT / "docs" / "pages").glob("*.md")):
        page = Page(source, build)
        page.lines = re.sub(r"\{\{(\w+)\}\}", lambda m: words[m[1]](),
                            "\n".join(page.lines)).splitlines()
        page.rewrite(claim_rules(page))
        page.write(source.name)
    for index, lesson in enumerate(table.lessons):
        lesson_page(build, table.lessons, index)
        program_page(build, lesson)
        if lesson.tasks.is_file():
            tasks_page(build, table.lessons, index)
    for source in contents.library_files(".c").values():
        code_page(build, source, table)


if __name__ == "__main__":
    main()
