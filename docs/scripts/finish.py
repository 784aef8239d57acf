"""The last touches on what Doxygen wrote: finish.py HTML.

Takes away what no page of the site uses (Doxygen's menus, icons and lists that nobody reads), mends
what its style sheet asks for and does not bring, and says on the pages of the library where the code is.
"""

import re
import sys
from pathlib import Path

import contents
import entries
import layout

# On a phone these tables are read row by row.
STACKED = {"index.html", "python.html", "ownership.html", "library.html", "newer.html", "exercises.html"}
REFERENCE = re.compile(r"(?:href|src)=\"([^\"#?:]+)|url\(['\"]?([^'\")#?:]+)")


def used_by(file):
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return {first or second for first, second in REFERENCE.findall(text)}


def reachable(html):
    """The names of all files that a reader of index.html can come to."""
    seen, ahead = set(), ["index.html"]
    while ahead:
        name = ahead.pop()
        if name in seen or not (html / name).is_file():
            continue
        seen.add(name)
        if name.endswith((".html", ".css")):
            ahead += used_by(html / name)
    return seen


def code_of(name):
    """The files of common/ that hold what a header declares: gc.h has gc.c, policy.c ..."""
    table = contents.read()
    return sorted(path.stem for path in contents.library_files(".c").values()
                  if contents.header_of(path, table) == name)


def where(name):
    """The line under a header's title: where one is, what to include, where the code is."""
    code = " ".join(f'<a href="code_{stem}.html">{stem}.c</a>' for stem in code_of(name))
    path = contents.library_files(".h")[name].relative_to(contents.ROOT)
    return (f'<p class="where"><a href="library.html">Library</a> › <code>#include "{path}"'
            f"</code>{' · the code: ' + code if code else ''}</p>\n")


def touch_up(file):
    text = file.read_text(encoding="utf-8").replace("<p >", "<p>")
    text = text.replace("<h3>Table of Contents</h3>", "<h3>On this page</h3>")
    text = re.sub(r'<tr class="markdownTableHead">\s*(?:<th[^>]*>\s*</th>)+\s*</tr>\n?', "", text)
    text = re.sub(r"&lt;tt&gt;(.*?)&lt;/tt&gt;", r"<code>\1</code>", text)
    text = re.sub(r"<td([^>]*)>\s+</td>", r"<td\1></td>", text)
    text = re.sub(r"<th([^>]*)>\s*</th>", r"<td\1></td>", text)  # a heading of nothing is none
    text = re.sub(r"\(void&#160;\)|\(void\s+\)", "(void)", text)
    if file.name in STACKED:
        text = text.replace('class="markdownTable"', 'class="markdownTable stacked"')
    if file.name.startswith("group__header__"):
        name = file.stem[len("group__header__"):].replace("__", "_")
        text = text.replace('<div class="contents">', where(name) + '<div class="contents">', 1)
        text = re.sub(r'<div class="summary">.*?</div>', "", text, count=1, flags=re.DOTALL)
        text = entries.once(re.sub(r' +<a href="[^"]*">More\.\.\.</a>', "", text), file.name)
    file.write_text(text, encoding="utf-8")


def unlink_nowhere(files):
    """Doxygen links to members of structs inside structs, and then gives those no place."""
    places = {file.name: set(re.findall(r'(?:id|name)="([^"]+)"', file.read_text(encoding="utf-8")))
              for file in files}

    def keep(match):
        return match[0] if match[2] in places.get(match[1], ()) else match[3]

    for file in files:
        text = file.read_text(encoding="utf-8")
        text = re.sub(r'<a class="(?:el|code[^"]*)" href="([^"#]+)#([^"]+)"[^>]*>(.*?)</a>', keep, text)
        file.write_text(text, encoding="utf-8")


def furnish(html):
    """Puts what stands around a page around each page, and writes what the search looks through."""
    table = contents.read()
    pages = {file.name: layout.lay_out(file.name, file.read_text(encoding="utf-8"), table)
             for file in html.glob("*.html")}
    links = layout.Links(pages, table)
    for name, text in pages.items():
        (html / name).write_text(links.apply(name, text), encoding="utf-8")
    (html / "index.js").write_text(layout.index({name: pages[name] for name in reachable(html) if name in pages}, links),
                                   encoding="utf-8")


def drop_images(html):
    """Doxygen's own style sheet names images that it leaves out where they are not used (1.9.8)."""
    file = html / "doxygen.css"

    def keep(match):
        return match[0] if (html / match[1]).is_file() else "none"

    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"""url\(\s*['"]?(?!data:)([^'")]+)['"]?\s*\)""", keep, text), encoding="utf-8")


def main():
    html = Path(sys.argv[1])
    drop_images(html)
    for file in html.glob("*.html"):
        touch_up(file)
    unlink_nowhere(list(html.glob("*.html")))
    furnish(html)
    keep = reachable(html)
    for file in html.iterdir():
        if file.name not in keep:
            file.unlink()


if __name__ == "__main__":
    main()
