"""The page around a page: what finish.py asks of it for each file that Doxygen wrote.

- left the course: every lesson, the exercises of the present one; right what is on the page;
- one h1, and headings in order below it;
- an id of a claim leads to the run that made it, a function to its description, a file to its code,
  a word of the glossary to its sentence;
- the index that the search reads, as a script, since a page opened as a file may read no data.
"""

import html
import json
import re

import contents
import lists

TITLE = re.compile(r'<div class="title">(.*?)</div>', re.S)
TOC = re.compile(r'<div class="toc">.*?</ul>\s*</div>', re.S)
CLAIM = re.compile(r"\b(0\d)\.(\d[a-z])\b")
LOOK_UP = (("python.html", "Python says, here it is"), ("library.html", "The library"), ("ownership.html", "Who owns what"),
           ("claims.html", "What articles say"), ("newer.html", "Newer Pythons"), ("glossary.html", "Glossary"))
# What is read as it stands: code, runs, and what is a link already.
AS_IT_STANDS = re.compile(r'(<pre.*?</pre>|<div class="fragment">.*?</div><!-- fragment -->|<figure.*?</figure>|<nav.*?</nav>'
                          r'|<script.*?</script>|<svg.*?</svg>|<a\b.*?</a>|<h[1-6].*?</h[1-6]>|<summary.*?</summary>'
                          r'|<div class="terminal".*?(?=\n)|<style.*?</style>|<dt.*?</dt>)', re.S)


def number_of(name):
    """The number of the lesson that a page belongs to, or None."""
    match = re.match(r"(?:lesson|tasks|program)_(\d\d)", name)
    return match and match[1]


# ---- left and right ----------------------------------------------------------------------------

def side(name, table):
    """The course, as a list of links; the present lesson with its exercises, the present page marked."""
    def link(target, text):
        here = ' aria-current="page"' if target == name else ""
        return f'<a href="{target}"{here}>{text}</a>'

    items = ""
    for lesson in table.lessons:
        inside = ""
        if lesson.number == number_of(name) and lesson.tasks.is_file():
            tasks = f"tasks_{lesson.number}.html"
            inside = "".join(f'<li data-exercise="{each.split()[0]}"><a href="{tasks}#{lists.task_heading(lesson, each.split()[0])}">{html.escape(each)}</a></li>'
                             for each in lists.exercise_names(lesson))
            inside = f'<ul><li>{link(tasks, "Exercises")}</li>{inside}<li>{link(f"program_{lesson.number}.html", "The program")}</li></ul>'
        title = html.escape(lists.title_of(lesson.page))
        items += (f'<li data-lesson="{lesson.number}">' + link(f"lesson_{lesson.number}.html", f"<b>{lesson.number}</b> {title}")
                  + inside + "</li>")
    look_up = "".join(f"<li>{link(*each)}</li>" for each in LOOK_UP)
    return (f'<nav class="side" id="side" aria-label="course"><ol>{items}</ol>'
            f'<p>Look up</p><ul>{look_up}</ul></nav>')


def contents_of(text):
    """What is on a page: Doxygen's own list, or one made of the page's headings."""
    if match := TOC.search(text):
        return match[0], text.replace(match[0], "", 1)
    places = re.findall(r'<h2[^>]*>\s*<a (?:class="anchor" )?(?:id|name)="([^"]+)"[^>]*></a>\s*(.*?)</h2>', text, re.S)
    places += re.findall(r'<h3 class="memtitle"><span class="permalink"><a href="#(\w+)">[^<]*</a></span>([^<]*\(\))</h3>', text)
    if len(places) < 3:
        return "", text
    rows = "".join(f'<li><a href="#{place}">{re.sub("<[^>]*>", "", words).strip()}</a></li>' for place, words in places)
    return f'<div class="toc"><h3>On this page</h3><ul>{rows}</ul></div>', text


def headings(text):
    """One h1, the title; every other heading one step down, but for Doxygen's groups, which are h2."""
    def lower(match):
        level = 2 if "groupheader" in match[3] else min(int(match[2]) + 1, 6)
        return f"<{match[1]}h{level}{match[3]}>"

    text = re.sub(r"<(/?)h([1-5])((?:\s[^>]*)?)>", lower, text)
    text = re.sub(r'(<h2 class="groupheader">.*?</)h3>', r"\1h2>", text, flags=re.S)
    text = re.sub(r'(<div class="toc">)<h4>(.*?)</h4>', r"\1<h2>\2</h2>", text, flags=re.S)
    return TITLE.sub(lambda m: f'<h1 class="title">{m[1].strip()}</h1>', text, count=1)


def lay_out(name, text, table):
    text = headings(text)
    toc, text = contents_of(text)
    aside = f'<aside aria-label="on this page">{toc}</aside>' if toc else ""
    text = re.sub(r'<main id="content">', f'<div class="course{"" if toc else " narrow"}">{side(name, table)}<main id="content">', text, count=1)
    return text.replace("</main>", f"</main>{aside}</div>", 1)


# ---- links inside the text -----------------------------------------------------------------------

class Links:
    """Where the words of the pages lead to."""

    def __init__(self, pages, table):
        self.places = {name: set(re.findall(r'id="([^"]+)"', text)) for name, text in pages.items()}
        self.functions, self.files, self.terms = {}, {}, {}
        for name, text in pages.items():
            for place, function in re.findall(r'<h[23] class="memtitle"><span class="permalink"><a href="#(\w+)".*?</span>([a-z]\w+)\(\)</h', text):
                self.functions.setdefault(function, f"{name}#{place}")
        for suffix in (".c", ".h"):
            for stem, path in contents.library_files(suffix).items():
                page = f"code_{stem}.html" if suffix == ".c" else f"group__header__{stem.replace('_', '__')}.html"
                if page in pages:
                    self.files[str(path.relative_to(contents.ROOT))] = page
        glossary = pages.get("glossary.html", "")
        for place, words, sentence in re.findall(r'<dt id="([^"]+)">(.*?)</dt>\s*<dd>(.*?)</dd>', glossary, re.S):
            for word in re.sub("<[^>]*>", "", words).split(","):
                self.terms[word.strip().lower()] = (place, re.sub("<[^>]*>", "", sentence))

    def apply(self, name, text):
        if not name.startswith(("lesson_", "tasks_")) and name not in ("claims.html", "python.html", "newer.html", "teaching.html"):
            return text
        start = text.index('<div class="contents">')
        end = text.index("</main>")
        parts = AS_IT_STANDS.split(text[start:end])
        used = set()
        parts[::2] = (self.link(name, part, used) for part in parts[::2])
        return text[:start] + "".join(parts) + text[end:]

    def link(self, name, part, used):
        part = re.sub(r"<code>([^<]+)</code>", self.code, part)
        pieces = re.split(r"(<[^>]*>)", part)
        inside_link = False
        for at, piece in enumerate(pieces):
            if at % 2:
                inside_link = piece.startswith("<a ") or inside_link and piece != "</a>"
            elif not inside_link and name != "claims.html":
                piece = CLAIM.sub(self.claim, piece)
                pieces[at] = self.term(piece, used) if name.startswith(("lesson_", "tasks_")) else piece
        return "".join(pieces)

    def claim(self, match):
        page, place = f"lesson_{match[1]}.html", match[0]
        return f'<a class="claim" href="{page}#{place}">{match[0]}</a>' if place in self.places.get(page, ()) else match[0]

    def code(self, match):
        words = match[1]
        target = self.files.get(words) or self.functions.get(re.sub(r"\(\)$", "", words))
        return f'<a class="api" href="{target}">{match[0]}</a>' if target else match[0]

    def term(self, piece, used):
        """The first time that a page uses a word of the glossary, it leads there and brings its sentence."""
        if "<a " in piece:
            return piece
        for words, (place, sentence) in self.terms.items():
            if words in used or len(words) < 4:
                continue
            match = re.search(rf"(?<![\w-]){re.escape(words)}s?(?![\w-])", piece, re.IGNORECASE)
            if match:
                used.add(words)
                return (piece[:match.start()] + f'<a class="term" href="glossary.html#{place}" data-says="'
                        f'{html.escape(html.unescape(sentence))}">{match[0]}</a>' + piece[match.end():])
        return piece


# ---- search ---------------------------------------------------------------------------------------

def index(pages, links):
    """What can be found: [words, where, kind], as a script."""
    found = []
    for name, text in sorted(pages.items()):
        title = plain((re.search(r"<title>(.*?)</title>", text, re.S) or ["", ""])[1])
        if name.startswith(("code_", "program_")):
            found.append([title, name, "code"])
            continue
        found.append([title, name, "page"])
        found += [[plain(words), f"{name}#{place}", title] for place, words in re.findall(
            r'<h[23][^>]*>\s*<a class="anchor" id="([^"]+)"></a>\s*(.*?)</h[23]>', text, re.S)]
        found += [[f"{each} {plain(words)}", f"{name}#{each}", "claim"] for each, words in re.findall(
            r'id="(\d\d\.\d[a-z])"[^>]*>\s*<span[^>]*>.*?</span>\s*<span[^>]*>(.*?)</span>', text, re.S)]
    found += [[function + "()", place, "function"] for function, place in links.functions.items()]
    found += [[words, f"glossary.html#{place}", "glossary"] for words, (place, _) in links.terms.items()]
    return "window.SEARCH = " + json.dumps(found, ensure_ascii=False, separators=(",", ":")) + ";\n"


def plain(text):
    return " ".join(html.unescape(re.sub("<[^>]*>", "", text)).split())
