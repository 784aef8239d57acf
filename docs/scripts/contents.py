"""Reads docs/contents.txt: the order of lessons and of the library's headers; and where the files of common/ are."""

import functools
import re
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

    @property
    def headers(self):
        return [header for _, headers in self.parts for header in headers]

    def title_of(self, name):
        return dict(self.headers)[name]

    def add_unlisted(self):
        """A header that nobody gave a place comes last, under its own name."""
        listed = dict(self.headers)
        for name, path in library_files(".h").items():
            if name not in listed and not is_internal(path):
                self.parts[-1][1].append((name, path.name))


@functools.cache
def library_files(suffix):
    """{name: path} of the library's files, room by room; no two have one name."""
    paths = [path for path in sorted((ROOT / "common").rglob(f"*{suffix}")) if "tests" not in path.parts]
    return {path.stem: path for path in paths}


def is_internal(path):
    """Whether a header is for the library alone: its first comment says @internal."""
    text = path.read_text(encoding="utf-8")
    return "@internal" in text[:text.find("*/")]


def public_headers():
    return [path for path in library_files(".h").values() if not is_internal(path)]


def header_of(path, table):
    """The name of the public header that says what a file of common/ is for: the one of its name, else the
    one that it includes first, else the first of its room."""
    mine = [name for name, _ in table.headers if library_files(".h")[name].parent == path.parent]
    first = re.search(r'#include "common/(?:\w+/)?(\w+)\.h"', path.read_text(encoding="utf-8"))
    for name in (path.stem, first and first[1], *mine):
        if name in mine:
            return name
    return None


def read():
    contents = Contents()
    for line in (ROOT / "docs" / "contents.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, rest = line.split(maxsplit=1)
        if word == "part":
            contents.parts.append((rest, []))
            continue
        name, title = rest.split(maxsplit=1)
        if word == "lesson":
            contents.lessons.append(Lesson(name, title))
        elif word == "header":
            if name in library_files(".h"):
                contents.parts[-1][1].append((name, title))
        else:
            raise SystemExit(f"docs/contents.txt: I do not know {word!r}")
    contents.add_unlisted()
    return contents
