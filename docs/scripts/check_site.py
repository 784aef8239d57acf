"""Checks the finished site: check_site.py HTML.

- Every link leads to a file of the site, and to a place in it where the link names one.
- Every page can be reached from index.html.
- Nothing is asked for from outside: no page, style sheet or script names a URL that it would load.
- Every page has a title, is not empty, and no page says what only a broken one would.
- Each lesson leads to the one before and the one after it, at the top and at the bottom.
- Every section that a check of an exercise points to (.see) is there.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import contents

LOADS = {("img", "src"), ("script", "src"), ("link", "href"), ("iframe", "src"), ("object", "data"),
         ("source", "src"), ("image", "href"), ("image", "xlink:href"), ("use", "href")}
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
CODE = re.compile(r"<div class=\"fragment\">.*?</div><!-- fragment -->|<pre.*?</pre>|<code>.*?</code>"
                  r"|<div class=\"terminal[^\"]*\".*?$|<script.*?</script>| data-\w+=\"[^\"]*\"", re.DOTALL | re.MULTILINE)
BROKEN = re.compile(r"`|\*\*?[\"“\w]|\{\{\w+\}\}|\{#[\w-]+\}|@(?:ref|snippet|dotfile|verbinclude|p)\b|&lt;/?(?:tt|b|code|details|summary)&gt;")


class Reader(HTMLParser):
    """The ids, the links and what is loaded of one page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads, self.title, self.words = set(), [], [], "", 0
        self.within = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.within.append(tag)
        self.ids.update(value for name, value in attributes if name in ("id", "name") and tag != "meta")
        for name, value in attributes:
            if (tag, name) in LOADS:
                self.loads.append(value or "")
            elif name == "style":
                self.loads += urls_of(value or "")
        if tag == "a" and "href" in values:
            self.links.append(values["href"] or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.within.pop()

    def handle_endtag(self, tag):
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data):
        if self.within[-1:] == ["title"]:
            self.title += data
        self.words += len(data.split())


def urls_of(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [first or second for first, second in
            re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", css)]


def check_links(name, page, pages, files):
    for link in page.links:
        path, fragment = urldefrag(link)
        path = unquote(path) or name
        if OUTSIDE.match(link) or link.startswith("mailto:"):
            continue  # a reader may follow it; the page does without
        if path not in files:
            yield f"{name}: links to {link}, which is not there"
        elif fragment and path in pages and unquote(fragment) not in pages[path].ids:
            yield f"{name}: {path} has no place called #{fragment}"


def check_loads(name, loads, files):
    for url in loads:
        if OUTSIDE.match(url):
            yield f"{name}: would ask {url}"
        elif not url.startswith(("data:", "#")) and unquote(urldefrag(url)[0]) not in files:
            yield f"{name}: needs {url}, which is not there"


def check_reach(pages):
    seen, ahead = set(), ["index.html"]
    while ahead:
        name = ahead.pop()
        if name in pages and name not in seen:
            seen.add(name)
            ahead += [unquote(urldefrag(link)[0]) for link in pages[name].links]
    return [f"{name}: no way leads here from index.html" for name in sorted(pages.keys() - seen)]


def check_order(texts):
    lessons = [f"lesson_{lesson.number}.html" for lesson in contents.read().lessons]
    for before, after in zip(lessons, lessons[1:]):
        for page, word, target in ((before, "next", after), (after, "prev", before)):
            if texts.get(page, "").count(f'rel="{word}" href="{target}"') != 2:
                yield f"{page}: must lead to {target} at the top and at the bottom"


def check_exercises(pages):
    """The sections that checks point their learners to."""
    for lesson in contents.read().lessons:
        for file in sorted(lesson.tasks.parent.glob("*.checks.c")):
            for section in re.findall(r"\.see = \"([^\"]+)\"", file.read_text(encoding="utf-8")):
                page = f"lesson_{section[:2]}.html"
                place = f"s{section}" if section[0].isdigit() else section
                if page not in pages or place not in pages[page].ids:
                    yield f"{file.relative_to(contents.ROOT)}: no lesson has a section {{#{section}}}"


def check(html):
    files = {str(path.relative_to(html)) for path in html.rglob("*") if path.is_file()}
    texts = {name: (html / name).read_text(encoding="utf-8") for name in files
             if name.endswith(".html")}
    pages = {name: Reader(text) for name, text in texts.items()}
    if "index.html" not in pages:
        yield f"{html}: there is no index.html; build the site first"
        return
    for name, page in sorted(pages.items()):
        yield from check_links(name, page, pages, files)
        yield from check_loads(name, page.loads, files)
        if not page.title.strip() or page.words < 40:
            yield f"{name}: has no title or next to no text"
        if not name.startswith("group__"):  # declarations have stars of their own
            for broken in BROKEN.findall(CODE.sub("", texts[name])):
                yield f"{name}: shows {broken}, which should have become something else"
    for name in sorted(files):
        if name.endswith(".css"):
            text = (html / name).read_text(encoding="utf-8")
            yield from check_loads(name, urls_of(text), files)
        elif name.endswith(".js") and re.search(r"['\"](?:https?:)?//", (html / name).read_text()):
            yield f"{name}: names an address outside"
    yield from check_reach(pages)
    yield from check_order(texts)
    yield from check_exercises(pages)


def main():
    html = Path(sys.argv[1])
    complaints = list(check(html))
    print("\n".join(complaints) or f"{len(list(html.glob('*.html')))} pages, every link and place is there")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
