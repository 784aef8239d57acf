"""Reads docs/contents.txt: the order of lessons and of the library's headers."""

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Lesson:
    directory: str
    question: str

    @property
    def number(self):
        return self.directory[:2]

    @property
    def page(self):
        return ROOT / "lessons" / self.directory / "lesson.md"

    @property
    def tasks(self):
        return ROOT / "exercises" / self.directory / "tasks.md"


@dataclass
class Contents:
    lessons: list = field(default_factory=list)
    parts: list = field(default_factory=list)  # (title, [(header name, title)])
    internal: set = field(default_factory=set)  # names of headers without a page

    @property
    def headers(self):
        return [header for _, headers in self.parts for header in headers]

    def title_of(self, name):
        return dict(self.headers)[name]

    def add_unlisted(self):
        """A header that nobody gave a place comes last, under its own name."""
        listed = dict(self.headers)
        for path in sorted((ROOT / "common").glob("*.h")):
            if path.stem not in listed and path.stem not in self.internal:
                self.parts[-1][1].append((path.stem, path.name))


def read():
    contents = Contents()
    for line in (ROOT / "docs" / "contents.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, rest = line.split(maxsplit=1)
        if word == "part":
            contents.parts.append((rest, []))
            continue
        if word == "internal":
            contents.internal.update(rest.split())
            continue
        name, title = rest.split(maxsplit=1)
        if word == "lesson":
            contents.lessons.append(Lesson(name, title))
        elif word == "header":
            if (ROOT / "common" / f"{name}.h").is_file():
                contents.parts[-1][1].append((name, title))
        else:
            raise SystemExit(f"docs/contents.txt: I do not know {word!r}")
    contents.add_unlisted()
    return contents
